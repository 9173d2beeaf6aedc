import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { RoleId, RoleScope, RoleRecord } from './role-id.js';
import type { RoleRepository } from './role.repository.js';

type Roles = Pick<RoleRepository, 'find'>;

/**
 * The role that somebody names to give it. Throws INVALID_INPUT, the same for one that is missing, foreign, archived
 * or belongs elsewhere: a role of the Organization in a Space, or the reverse.
 */
export async function roleToGive(
  roles: Roles,
  scope: RoleScope,
  id: RoleId,
  field = 'input.role',
): Promise<RoleRecord> {
  const role = await roles.find(id);
  if (role?.scope === scope && role.archivedAt === null) return role;
  throw invalidInput(
    field,
    'Diese Rolle gibt es hier nicht. Wählen Sie eine aus der Liste.',
    'There is no such role here. Choose one from the list.',
  );
}

/** A role that somebody has. Throws NOT_FOUND where the reader may not know it. */
export async function roleHeld(roles: Roles, id: RoleId): Promise<RoleRecord> {
  const role = await roles.find(id);
  if (!role) throw notFound('Role', id);
  return role;
}
