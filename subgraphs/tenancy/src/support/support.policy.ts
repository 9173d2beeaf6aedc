import { holds, type Actor } from '#runtime/actor/actor.js';

/** Whether the actor may open and end support access of the Organization; nobody supports the operator but itself. */
export function mayManageSupport(actor: Actor): boolean {
  return actor.kind === 'user' && holds(actor, 'support.manage') && !holds(actor, 'operator.support');
}

/** Whether the actor gives support where an Organization has opened it. */
export function maySupport(actor: Actor): boolean {
  return actor.kind === 'user' && holds(actor, 'operator.support');
}
