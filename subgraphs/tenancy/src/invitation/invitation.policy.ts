import { holds, type Actor } from '#runtime/actor/actor.js';
import type { RoleContent } from '../role/role-id.js';
import { mayGiveRole } from '../role/role.policy.js';

/** Whether the actor may see and withdraw invitations. */
export function mayInvite(actor: Actor): boolean {
  return holds(actor, 'member.invite');
}

/** Whether the actor may invite somebody to this role: never to more than one holds oneself (THREATS 16). */
export function mayInviteTo(actor: Actor, role: RoleContent): boolean {
  return mayInvite(actor) && mayGiveRole(actor, role);
}
