import { z } from 'zod';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import { mayAcceptDpa } from './dpa.policy.js';
import type { AcceptanceRecord } from './dpa.js';
import type { DpaTools } from './keep-dpa.js';

/** Which version is accepted, and the SHA-256 of the text that was read. */
export const acceptDpaInput = z.object({
  number: z.int().positive(),
  language: z.enum(['de', 'en']),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * Accepts a version for the acting Organization, for good.
 *
 * Throws FORBIDDEN, NOT_FOUND (no such version) and INVALID_INPUT (replaced, accepted already, or another text).
 */
export async function acceptDpa(
  { actor, change, clock, dpa }: DpaTools,
  { number, language, hash }: z.output<typeof acceptDpaInput>,
): Promise<AcceptanceRecord> {
  if (!mayAcceptDpa(actor) || !actor.org) throw forbidden('DpaAcceptance', null);
  const id = newId(clock().getTime());
  change.subject(id);
  await dpa.accept(id, number, language, hash);
  const note = { entity: 'DpaAcceptance', id, class: 'technical' } as const;
  change.note({ ...note, field: 'number', after: number });
  change.note({ ...note, field: 'language', after: language });
  change.note({ ...note, field: 'hash', after: hash });
  const accepted = (await dpa.acceptances()).find((each) => each.id === id);
  if (!accepted) throw notFound('DpaAcceptance', id);
  return accepted;
}
