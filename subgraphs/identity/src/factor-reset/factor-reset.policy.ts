import { holds, type Actor } from '#runtime/actor/actor.js';
import type { FactorResetRecord } from './factor-reset.js';

/** Where a reset stands. */
export type FactorResetState = 'PENDING' | 'EXPIRED' | 'CANCELLED' | 'DONE';

const OWNER = 'organization.owner';

/** Owners alone: the built-in role, with all it may (DESIGN.md, "Accounts, Organizations, permissions"). */
export function isOwner(actor: Actor): boolean {
  return actor.kind === 'user' && actor.org?.role === OWNER && holds(actor, 'member.manage');
}

/** Where a reset stands at a moment. */
export function stateOf(
  reset: Pick<FactorResetRecord, 'doneAt' | 'cancelledAt' | 'expiresAt'>,
  nowMs: number,
): FactorResetState {
  if (reset.doneAt) return 'DONE';
  if (reset.cancelledAt) return 'CANCELLED';
  return reset.expiresAt.getTime() > nowMs ? 'PENDING' : 'EXPIRED';
}

/** Two people: neither who asked nor the one whose factors go. The rest the database judges, as when they agree. */
export function mayApprove(actor: Actor, reset: FactorResetRecord, nowMs: number): boolean {
  return isOwner(actor) && reset.mayApprove && stateOf(reset, nowMs) === 'PENDING';
}

/** Any owner, also the one whose factors are meant. */
export function mayCancel(actor: Actor, reset: FactorResetRecord, nowMs: number): boolean {
  return isOwner(actor) && stateOf(reset, nowMs) === 'PENDING';
}
