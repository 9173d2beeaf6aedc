import { holds, type Actor } from '#runtime/actor/actor.js';
import type { AcceptanceRecord, PublicationRecord } from './dpa.js';

/** Whether a person writes and publishes versions: a right that counts in the operator's Organization alone. */
export function mayKeepDpa(actor: Actor): boolean {
  return actor.kind === 'user' && holds(actor, 'operator.dpa');
}

/** Whether somebody may conclude the contract for the Organization: a person, no service account. */
export function mayAcceptDpa(actor: Actor): boolean {
  return actor.kind === 'user' && holds(actor, 'dpa.accept');
}

/** What waits to be accepted: the newest version from the one in force on, unless it was accepted; else `null`. */
export function versionToAccept<One extends Pick<PublicationRecord, 'number'>>(
  published: readonly One[],
  acceptances: readonly Pick<AcceptanceRecord, 'number'>[],
): One | null {
  const [newest] = published;
  if (!newest) return null;
  return acceptances.some(({ number }) => number >= newest.number) ? null : newest;
}
