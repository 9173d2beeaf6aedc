import { countsEverywhere, type Permission } from '#schema/permissions.js';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { OWNER_ROLE, SUPPORT_ROLE, type RoleContent } from './role-id.js';

/**
 * Whether the actor may give this role, or take it from somebody: never more than one holds oneself, and
 * owners are made by owners alone (THREATS 16); support is opened, never given. The database decides the same way at
 * the statement, and also about permissions that count in some Organizations only.
 */
export function mayGiveRole(actor: Actor, role: RoleContent): boolean {
  if (role.id === SUPPORT_ROLE) return false;
  if (role.id === OWNER_ROLE && actor.org?.role !== OWNER_ROLE) return false;
  return (
    actor.org !== null &&
    role.permissions.filter(countsEverywhere).every((permission) => holds(actor, permission))
  );
}

/**
 * Whether somebody with these permissions in a Space may give or take this role there: never more than one
 * holds oneself (THREATS 16). The database decides the same way at the statement.
 */
export function mayGrant(held: readonly Permission[], role: Pick<RoleContent, 'permissions'>): boolean {
  return held.includes('space.share') && role.permissions.every((permission) => held.includes(permission));
}

/** What nobody has in an archived Space. */
const RESTING: readonly Permission[] = ['document.write', 'document.publish', 'document.trash'];

/**
 * Whether somebody with these permissions in a Space may end this role there: as {@link mayGrant}, but in an archived
 * Space, where managers do not write either, they still decide who is in it. The database knows which it is.
 */
export function mayTake(held: readonly Permission[], role: Pick<RoleContent, 'permissions'>): boolean {
  const rests = !RESTING.some((permission) => held.includes(permission));
  return mayGrant(held, {
    permissions: rests ? role.permissions.filter((name) => !RESTING.includes(name)) : role.permissions,
  });
}

/** Whether the actor may give a role of a Space in at least one. */
export function mayGrantSomewhere(actor: Actor, role: Pick<RoleContent, 'permissions'>): boolean {
  return (actor.org?.spaces ?? []).some(([held]) => mayGrant(held, role));
}
