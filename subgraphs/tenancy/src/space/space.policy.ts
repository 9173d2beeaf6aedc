import { PERMISSION_NAMES, ROLES, type Permission } from '#schema/permissions.js';
import { spacesWith, type Actor } from '#runtime/actor/actor.js';
import type { SpaceRoleKey } from '../role-keys.js';

/** What the actor may do in a Space, by the snapshot of this request; empty when nothing. */
export function permissionsIn(actor: Actor, spaceId: string): readonly Permission[] {
  return PERMISSION_NAMES.filter((name) => spacesWith(actor, name).some((id) => id === spaceId));
}

/** What roles in a Space allow, in the order of the catalogue. */
export function permissionsOf(roles: readonly SpaceRoleKey[]): readonly Permission[] {
  return PERMISSION_NAMES.filter((name) => roles.some((role) => allows(role, name)));
}

/**
 * Whether somebody with these permissions in a Space may give or take this role there: never more than one
 * holds oneself (THREATS 16). The database decides the same way at the statement.
 */
export function mayGrant(held: readonly Permission[], role: SpaceRoleKey): boolean {
  return (
    held.includes('space.share') && ROLES[role].permissions.every((permission) => held.includes(permission))
  );
}

function allows(role: SpaceRoleKey, permission: Permission): boolean {
  const permissions: readonly Permission[] = ROLES[role].permissions;
  return permissions.includes(permission);
}
