import { ROLE_KEYS, type RoleKey } from '#schema/permissions.js';

/** The key of a role in an Organization. */
export type OrganizationRoleKey = Extract<RoleKey, `organization.${string}`>;

/** The key of a role in a Space. */
export type SpaceRoleKey = Extract<RoleKey, `space.${string}`>;

/** The built-in roles of an Organization, most powerful first. */
export const ORGANIZATION_ROLE_KEYS = ROLE_KEYS.filter((key): key is OrganizationRoleKey =>
  key.startsWith('organization.'),
);

/** The built-in roles of a Space. */
export const SPACE_ROLE_KEYS = ROLE_KEYS.filter((key): key is SpaceRoleKey => key.startsWith('space.'));

/** The role whose holders an Organization must never lose altogether. */
export const OWNER_ROLE = 'organization.owner' satisfies OrganizationRoleKey;
