import { createHash } from 'node:crypto';
import { forbidden, KopexaError } from '#runtime/errors/catalogue.js';
import type { Change, Context } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { AiServices } from '../services.js';
import { usageChange, usageRepository, type Reservation } from '../usage/usage.repository.js';
import type { Passage } from './passages.js';
import { makeReady, type Prepared, type Ready } from './prepare.js';
import { textsRepository } from './texts.repository.js';

/** A request that is recorded and paid for, ready to be sent. */
export interface Asked extends Prepared {
  readonly id: string;
  /** `null` when nothing was found that could be sent. */
  readonly ready: Ready | null;
}

/**
 * The first of the two changes around a request: decides with the rights of this moment what is sent, reserves its
 * tokens, and notes counts and hashes. Nothing is sent unless it commits. Throws NOT_FOUND, AI_OFF, AI_BUDGET.
 */
export async function beginAnswer(ctx: Context<AiServices>, prepared: Prepared): Promise<Asked> {
  const { change, services } = ctx;
  const id = newId(services.clock().getTime());
  const ready = await makeReady(textsRepository(ctx), prepared);
  const { request, model } = prepared;
  const reservation = await usageChange(change).reserve(
    id,
    request.kind.toLowerCase(),
    ready?.prompt.reserved ?? 0,
    model.deployment,
  );
  if (reservation.refused) throw await refusal(ctx, reservation);
  const passages = ready?.prompt.passages ?? [];
  change.subject(id);
  const spaces = new Set(passages.map(({ version }) => version.spaceId));
  if (spaces.size === 1) change.space([...spaces][0]!);
  noteAsked(change, id, prepared, ready, passages);
  return { ...prepared, id, ready };
}

function noteAsked(
  change: Change,
  id: string,
  { request, model }: Prepared,
  ready: Ready | null,
  passages: readonly Passage[],
): void {
  const sent = ready?.prompt.messages.map(({ role, content }) => `${role}\n${content}`).join('\n') ?? '';
  const facts: Record<string, unknown> = {
    ai_kind: request.kind.toLowerCase(),
    deployment: model.deployment,
    reserved_tokens: ready?.prompt.reserved ?? 0,
    passages: passages.length,
    source_versions: [...new Set(passages.map(({ version }) => version.versionId))],
    prompt_hash: hashOf(sent),
  };
  noteAll(change, id, facts);
}

/** Notes technical facts of an answer: counts and hashes, never a text. */
export function noteAll(change: Change, id: string, facts: Readonly<Record<string, unknown>>): void {
  for (const [field, after] of Object.entries(facts))
    change.note({ entity: 'Answer', id, field, class: 'technical', after });
}

/** SHA-256 of a text, as the trail writes hashes. */
export const hashOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

async function refusal(
  ctx: Context<AiServices>,
  { refused, used, limit }: Reservation,
): Promise<KopexaError> {
  if (refused === 'off') return new KopexaError('AI_OFF', { details: { missing: ['ORGANIZATION'] } });
  const budget = await usageRepository(ctx).budget();
  if (!budget) return forbidden('Answer', null);
  const isOwn = refused === 'person';
  const { resetsOn } = budget;
  return new KopexaError('AI_BUDGET', {
    message: isOwn
      ? {
          de: `Ihr Token-Kontingent für diesen Monat reicht nicht mehr aus. Ab ${resetsOn} zählt es neu.`,
          en: `Your tokens of this month are not enough for this request. Counting begins anew on ${resetsOn}.`,
        }
      : {
          de: `Das Token-Kontingent der Organization für diesen Monat reicht nicht mehr aus. Ab ${resetsOn} zählt es neu.`,
          en: `The Organization's tokens of this month are not enough for this request. Counting begins anew on ${resetsOn}.`,
        },
    // What all use together is for those who may see the others' use.
    details: isOwn ? { scope: 'PERSON', used, limit, resetsOn } : { scope: 'ORGANIZATION', resetsOn },
  });
}
