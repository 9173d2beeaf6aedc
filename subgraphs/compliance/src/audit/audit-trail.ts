import { decodeRecordedChanges, type RecordedChange } from '#runtime/audit/encoding.js';
import type { Context } from '#runtime/graphql/context.js';
import type { ComplianceServices } from '../services.js';
import type { AuditEntryRow, AuditFilter, AuditPosition, EntryFacts } from './audit-entry.js';
import { auditEntryRepository, type StoredChanges } from './audit-entry.repository.js';
import { listEntries } from './list-entries.js';
import { NAMED, namesOf } from './name-loader.js';
import { namedIn, type NameOf } from './particulars.js';
import { openValue, presentChanges, subjectsOf, type PresentedChange } from './present-changes.js';
import { detailsOf, type Detail } from './present-details.js';
import { readEntries } from './read-entry.js';
import { sentenceOf } from './sentences.js';
import { actedAsSupport } from './support-mark.js';
import { personalOpener, subjectKeyRepository, type StoredSubjectKey } from './subject-key.repository.js';

type Ctx = Context<ComplianceServices>;

/** The trail as one request sees it. Everything that belongs to single entries is fetched in batches. */
export function auditTrail(ctx: Ctx) {
  const { actor } = ctx;
  const entries = auditEntryRepository(ctx);
  return {
    list: (input: { filter: AuditFilter | null; after: AuditPosition | null; first: number }) =>
      listEntries({ actor, entries }, input),
    byId: (id: string): Promise<AuditEntryRow | null> =>
      ctx.load<string, AuditEntryRow>('audit.entry', (ids) => readEntries({ actor, entries }, ids)).load(id),
    changesOf: (id: string): Promise<PresentedChange[]> => changesOf(ctx, id),
    detailsOf: async (id: string): Promise<Detail[]> => {
      const changes = await recordedIn(ctx, id);
      if (changes.length === 0) return [];
      const [names, open] = await Promise.all([namesOf(ctx, namedIn(changes)), openerOf(ctx, changes)]);
      const nameOf: NameOf = (kind, id) => names.get(`${kind}:${String(id)}`) ?? null;
      return detailsOf(changes, { language: actor.locale, nameOf, open });
    },
    sentenceOf: (entry: EntryFacts & EntryKey): Promise<string> => tellEntry(ctx, entry),
  };
}

/** Where an entry's particulars are found. */
interface EntryKey {
  readonly id: string;
  readonly at: Date | string;
  readonly spaceId: string | null;
}

/** Only invitations to one address tell a personal value; nothing else needs keys for its sentence. */
const OPENED = new Set([
  ...['invitation.create', 'invitation.revoke', 'invitation.send'],
  ...['invitation.resend', 'invitation.revoke_several'],
]);
const MOST_OPENED = 30;

async function tellEntry(ctx: Ctx, entry: EntryFacts & EntryKey): Promise<string> {
  const { actor } = ctx;
  // Asked for every entry, so that all of them look up their names at once.
  const recorded = await recordedIn(ctx, entry.id);
  const changes = entry.outcome === 'ok' ? recorded : [];
  const sealed = OPENED.has(entry.action) && changes.length < MOST_OPENED ? changes : [];
  const actorKey = `${entry.actorKind === 'service' ? 'ServiceAccount' : 'User'}:${entry.actorId}`;
  const subjectKey = `${entry.subjectType}:${entry.subjectId}`;
  const keys = [
    ...(entry.actorId === null ? [] : [actorKey]),
    ...(NAMED.has(entry.subjectType) && entry.subjectId !== null ? [subjectKey] : []),
    ...(entry.spaceId === null || changes.length === 0 ? [] : [`Space:${entry.spaceId}`]),
    ...namedIn(changes),
  ];
  const [names, open, isSupport] = await Promise.all([
    namesOf(ctx, keys),
    openerOf(ctx, sealed),
    actedAsSupport(ctx, entry),
  ]);
  const nameOf: NameOf = (kind, id) => names.get(`${kind}:${String(id)}`) ?? null;
  const known = { actor: names.get(actorKey) ?? null, subject: names.get(subjectKey) ?? null, isSupport };
  return sentenceOf(entry, known, actor.locale, { changes, spaceId: entry.spaceId, nameOf, open });
}

async function storedChanges(ctx: Ctx, id: string): Promise<string> {
  const stored = await ctx
    .load<string, StoredChanges>('audit.changes', async (ids) => {
      const rows = await auditEntryRepository(ctx).changesOf(ids);
      const byId = new Map(rows.map((row) => [row.entryId, row]));
      return ids.map((key) => byId.get(key) ?? null);
    })
    .load(id);
  return stored?.changes ?? '[]';
}

async function recordedIn(ctx: Ctx, id: string): Promise<RecordedChange[]> {
  const stored = await storedChanges(ctx, id);
  return stored === '[]' ? [] : decodeRecordedChanges(stored);
}

async function changesOf(ctx: Ctx, id: string): Promise<PresentedChange[]> {
  const stored = await storedChanges(ctx, id);
  if (stored === '[]') return [];
  const subjects = subjectsOf(decodeRecordedChanges(stored), ctx.actor);
  const keys = await Promise.all(subjects.map((subject) => subjectKeys(ctx).load(subject)));
  return presentChanges(stored, ctx.actor, personalOpener(ctx.services.keyring, keys));
}

/** Opens the personal values of these changes as far as the reader may see them; everything else is `null`. */
async function openerOf(
  ctx: Ctx,
  changes: readonly RecordedChange[],
): Promise<(value: unknown) => string | null> {
  const subjects = subjectsOf(changes, ctx.actor);
  const keys = await Promise.all(subjects.map((subject) => subjectKeys(ctx).load(subject)));
  const open = personalOpener(ctx.services.keyring, keys);
  return (value) => openValue(value, ctx.actor, open);
}

function subjectKeys(ctx: Ctx) {
  return ctx.load<string, StoredSubjectKey>('audit.subject_key', async (ids) => {
    const rows = await subjectKeyRepository(ctx).byIds(ids);
    const byId = new Map(rows.map((row) => [row.subjectId, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
