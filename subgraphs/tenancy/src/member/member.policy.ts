import { holds, type Actor } from '#runtime/actor/actor.js';
import { OWNER_ROLE, type RoleContent, type RoleId } from '../role/role-id.js';
import { mayGiveRole } from '../role/role.policy.js';

/** Whether the actor may take this role from a member: to change it, or to remove them. */
export function mayChangeMember(actor: Actor, role: RoleContent): boolean {
  return holds(actor, 'member.manage') && mayGiveRole(actor, role);
}

/** Whether a member is an owner for good: one whose time runs out governs nothing for long. */
export function countsAsOwner(member: { readonly role: RoleId; readonly until?: Date | null }): boolean {
  return member.role === OWNER_ROLE && (member.until ?? null) === null;
}

/** Whether a change would leave the Organization without an owner. */
export function isLastOwner(
  member: { readonly role: RoleId; readonly until?: Date | null },
  owners: number,
): boolean {
  return countsAsOwner(member) && owners <= 1;
}
