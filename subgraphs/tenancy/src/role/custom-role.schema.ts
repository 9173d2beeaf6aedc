import { z } from 'zod';
import {
  mayBeInCustomRole,
  PERMISSION_NAMES,
  PERMISSIONS,
  ROLES,
  type Permission,
} from '#schema/permissions.js';
import { bilingual, line, paragraph } from '#runtime/graphql/parse.js';
import type { RoleScope } from './role-id.js';

/** What opens the door that the rest lies behind; every role of its scope holds it. */
const DOOR: Readonly<Record<RoleScope, Permission>> = {
  organization: 'organization.read',
  space: 'space.read',
};

const builtInNames = Object.values(ROLES).flatMap(({ text }) =>
  [text.de, text.en].map((name) => name.toLowerCase()),
);

const name = line({ max: 60 }).refine(
  (value) => !builtInNames.includes(value.toLowerCase()),
  bilingual(
    'So heißt schon eine vorgegebene Rolle. Wählen Sie einen anderen Namen.',
    'A built-in role has this name already. Choose another one.',
  ),
);
const reason = line({ max: 500 });

const contents = {
  name,
  description: paragraph({ max: 500 }),
  permissions: z.array(z.enum(PERMISSION_NAMES as [Permission, ...Permission[]])).max(200),
  reason,
};

/** A new role, and why there shall be one. */
export const createRoleInput = z.object({ scope: z.enum(['organization', 'space']), ...contents });

/** What a role shall hold from now on, why, and the version on which that rests. */
export const updateRoleInput = z.object({ roleId: z.string(), expectedVersion: z.int().min(1), ...contents });

/** An earlier version, why it comes back, and the version on which that rests. */
export const restoreRoleInput = z.object({
  roleId: z.string(),
  version: z.int().min(1),
  expectedVersion: z.int().min(1),
  reason,
});

/** A role that nobody shall have any more, and the one that takes its place. */
export const archiveRoleInput = z.object({
  roleId: z.string(),
  expectedVersion: z.int().min(1),
  replacement: z.string().nullish(),
  reason,
});

/** The permissions of a scope that a custom role may hold, in the order of the catalogue. */
export function permissionsForRoles(scope: RoleScope): readonly Permission[] {
  return PERMISSION_NAMES.filter((each) => PERMISSIONS[each].scope === scope && mayBeInCustomRole(each));
}

/** What was chosen, once each, in the order of the catalogue, with what opens the door. */
export function tidied(scope: RoleScope, chosen: readonly Permission[]): readonly Permission[] {
  return PERMISSION_NAMES.filter((each) => each === DOOR[scope] || chosen.includes(each));
}
