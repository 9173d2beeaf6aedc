import { ROLES, type Permission, type RoleKey } from '#schema/permissions.js';

/** What names a role wherever one is stored: the key of a built-in role (`space.viewer`) or the id of a custom one. */
export type RoleId = string;

/** Where a role is held: in the Organization, or in one Space. */
export type RoleScope = 'organization' | 'space';

/** What deciding about a role takes: which one it is and what it allows. */
export interface RoleContent {
  readonly id: RoleId;
  readonly permissions: readonly Permission[];
}

/** A role as it is now. */
export interface RoleRecord {
  readonly id: RoleId;
  readonly scope: RoleScope;
  readonly isBuiltIn: boolean;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  /** Number of the present version of a custom role; built-in ones have none. */
  readonly version: number | null;
  readonly archivedAt: Date | null;
}

/** The role whose holders an Organization must never lose altogether. */
export const OWNER_ROLE = 'organization.owner' satisfies RoleKey;

/** The role of the operator's support: opened, never given. */
export const SUPPORT_ROLE = 'organization.support' satisfies RoleKey;

/** Whether a role is given with an end only: who comes in to look goes again. The database says so too. */
export function needsEnd(id: RoleId): boolean {
  return id === 'organization.auditor' || id === SUPPORT_ROLE;
}

/** Whether this is the key of a built-in role. */
export function isBuiltInRole(id: RoleId): id is RoleKey {
  return Object.hasOwn(ROLES, id);
}
