import { holds, type Actor } from '#runtime/actor/actor.js';
import { mayGiveRole } from '../member/member.policy.js';
import type { OrganizationRoleKey } from '../role-keys.js';

/** Whether the actor may see and withdraw invitations. */
export function mayInvite(actor: Actor): boolean {
  return holds(actor, 'member.invite');
}

/** Whether the actor may invite somebody to this role: never to more than one holds oneself (THREATS 16). */
export function mayInviteTo(actor: Actor, role: OrganizationRoleKey): boolean {
  return mayInvite(actor) && mayGiveRole(actor, role);
}
