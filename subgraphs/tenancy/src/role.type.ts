import { registerEnumType } from 'type-graphql';
import { ROLES, type RoleKey } from '#schema/permissions.js';
import {
  ORGANIZATION_ROLE_KEYS,
  SPACE_ROLE_KEYS,
  type OrganizationRoleKey,
  type SpaceRoleKey,
} from './role-keys.js';

/** `space.viewer` → `VIEWER`, the name in the GraphQL schema. */
const enumName = (key: RoleKey): string => key.slice(key.indexOf('.') + 1).toUpperCase();

const describe = (keys: readonly RoleKey[]): Record<string, { description: string }> =>
  Object.fromEntries(keys.map((key) => [enumName(key), { description: ROLES[key].text.en }]));

/** Roles of an Organization: names as clients see them, values as they are stored. */
export const OrganizationRole = Object.fromEntries(
  ORGANIZATION_ROLE_KEYS.map((key) => [enumName(key), key]),
) as Record<string, OrganizationRoleKey>;

/** Roles of a Space: names as clients see them, values as they are stored. */
export const SpaceRole = Object.fromEntries(SPACE_ROLE_KEYS.map((key) => [enumName(key), key])) as Record<
  string,
  SpaceRoleKey
>;

registerEnumType(OrganizationRole, {
  name: 'OrganizationRole',
  description: 'What somebody is in an Organization. It implies no access to its Spaces.',
  valuesConfig: describe(ORGANIZATION_ROLE_KEYS),
});
registerEnumType(SpaceRole, {
  name: 'SpaceRole',
  description: 'What somebody is in a Space.',
  valuesConfig: describe(SPACE_ROLE_KEYS),
});
