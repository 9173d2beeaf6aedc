import type { Actor } from '#runtime/actor/actor.js';
import type { PublicError } from '#runtime/errors/format.js';
import { Refusal } from '../edge/refusal.js';
import { catalogueError, type Reader } from '../federation/answer-errors.js';

/**
 * An Organization whose policy does not let the session in tells why, and to its own people alone: to everybody else it
 * is missing.
 *
 * @throws Refusal ENTRY_REFUSED with `details: {reason, organization}`
 */
export function refuseBarred({ barred }: Actor): void {
  if (barred) throw new Refusal(403, 'ENTRY_REFUSED', { details: { ...barred } });
}

/** The same for what was executed without the Organization: there everything of it was missing. */
export function explainBarred({ barred }: Actor, error: PublicError, reader: Reader): PublicError {
  if (!barred || error.extensions.code !== 'NOT_FOUND') return error;
  const path = error.path ? { path: error.path } : {};
  return { ...catalogueError('ENTRY_REFUSED', reader, undefined, { ...barred }), ...path };
}
