import { countsEverywhere, ROLES } from '#schema/permissions.js';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { OWNER_ROLE, type OrganizationRoleKey } from '../role-keys.js';

/**
 * Whether the actor may give this role, or take it from somebody: never more than one holds oneself, and
 * owners are made by owners alone (THREATS 16). The database decides the same way at the statement, and also about
 * permissions that count in some Organizations only.
 */
export function mayGiveRole(actor: Actor, role: OrganizationRoleKey): boolean {
  if (role === OWNER_ROLE && actor.org?.role !== OWNER_ROLE) return false;
  return (
    actor.org !== null &&
    ROLES[role].permissions.filter(countsEverywhere).every((permission) => holds(actor, permission))
  );
}

/** Whether the actor may change the role of a member, or remove them. */
export function mayChangeMember(actor: Actor, member: { readonly role: OrganizationRoleKey }): boolean {
  return holds(actor, 'member.manage') && mayGiveRole(actor, member.role);
}

/** Whether a change would leave the Organization without an owner. */
export function isLastOwner(member: { readonly role: OrganizationRoleKey }, owners: number): boolean {
  return member.role === OWNER_ROLE && owners <= 1;
}
