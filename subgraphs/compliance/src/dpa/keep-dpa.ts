import { z } from 'zod';
import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { paragraph } from '#runtime/graphql/parse.js';
import { day } from '../supplier/supplier-input.js';
import { isOver } from '../supplier/supplier-standing.js';
import { mayKeepDpa } from './dpa.policy.js';
import type { DpaContent, DpaVersionRecord } from './dpa.js';
import type { DpaRepository } from './dpa.repository.js';

/** Topic of the mail that a new version was published. */
export const DPA_PUBLISHED_TOPIC = 'compliance.dpa_published';

/** The draft as it shall be; `expectedRevision` is 0 when there is none yet. */
export const saveDpaDraftInput = z.object({
  textDe: paragraph({ min: 1, max: 100_000 }),
  textEn: paragraph({ min: 1, max: 100_000 }),
  summaryDe: paragraph({ min: 1, max: 2000 }),
  summaryEn: paragraph({ min: 1, max: 2000 }),
  validFrom: day,
  expectedRevision: z.int(),
});

/** Which draft, at which revision, is published. */
export const publishDpaInput = z.object({ versionId: z.string(), expectedRevision: z.int() });

/** What writing and publishing need. */
export interface DpaTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly dpa: DpaRepository;
}

/** Saves the one draft, or begins it. Throws FORBIDDEN and CONFLICT (with the revision that is there). */
export async function saveDpaDraft(
  tools: DpaTools,
  { expectedRevision, ...content }: z.output<typeof saveDpaDraftInput>,
): Promise<DpaVersionRecord> {
  const { dpa, change } = tools;
  assertKeeper(tools);
  const before = (await dpa.versions()).find(({ publishedAt }) => publishedAt === null) ?? null;
  const id = before?.id ?? newId(tools.clock().getTime());
  change.subject(id);
  const revision = before?.revision ?? 0;
  const saved =
    revision === expectedRevision &&
    (before ? await dpa.change(id, content, revision) : await dpa.add(id, content));
  if (!saved) throw new KopexaError('CONFLICT', { details: { currentRevision: revision } });
  noteChanges(change, id, before, content);
  return versionOf(dpa, id);
}

/**
 * Publishes the draft: from now on it never changes, everybody can read it, and the owners of every customer are told.
 *
 * Throws NOT_FOUND, FORBIDDEN, CONFLICT, and INVALID_INPUT when its first day lies in the past.
 */
export async function publishDpa(
  tools: DpaTools,
  { versionId, expectedRevision }: z.output<typeof publishDpaInput>,
): Promise<DpaVersionRecord> {
  const { dpa, change } = tools;
  assertKeeper(tools);
  const draft = isId(versionId) ? (await dpa.versions()).find(({ id }) => id === versionId) : undefined;
  if (!draft) throw notFound('DpaVersion', versionId);
  change.subject(draft.id);
  if (draft.publishedAt === null && isOver(draft.validFrom, tools.clock()))
    throw invalidInput(
      'input.versionId',
      'Der Beginn der Geltung liegt in der Vergangenheit. Ändern Sie ihn zuerst im Entwurf.',
      'The first day of validity lies in the past. Change it in the draft first.',
    );
  const number = await dpa.publish(draft.id, expectedRevision);
  const note = { entity: 'DpaVersion', id: draft.id, class: 'technical' } as const;
  change.note({ ...note, field: 'number', after: number });
  change.note({ ...note, field: 'valid_from', after: draft.validFrom });
  await change.emit(DPA_PUBLISHED_TOPIC, { number });
  return versionOf(dpa, draft.id);
}

function assertKeeper({ actor }: DpaTools): void {
  if (!mayKeepDpa(actor) || !actor.userId) throw forbidden('DpaVersion', null);
}

async function versionOf(dpa: DpaRepository, id: string): Promise<DpaVersionRecord> {
  const found = (await dpa.versions()).find((version) => version.id === id);
  if (!found) throw notFound('DpaVersion', id);
  return found;
}

const COLUMNS: Readonly<Record<keyof DpaContent, string>> = {
  textDe: 'text_de',
  textEn: 'text_en',
  summaryDe: 'summary_de',
  summaryEn: 'summary_en',
  validFrom: 'valid_from',
};

function noteChanges(change: Change, id: string, before: DpaContent | null, after: DpaContent): void {
  for (const field of Object.keys(COLUMNS) as (keyof DpaContent)[]) {
    if (before?.[field] === after[field]) continue;
    const values = { before: before?.[field], after: after[field] };
    const kind = field === 'validFrom' ? 'technical' : 'content';
    change.note({ entity: 'DpaVersion', id, field: COLUMNS[field], class: kind, ...values });
  }
}
