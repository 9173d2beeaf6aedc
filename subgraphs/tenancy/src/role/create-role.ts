import type { z } from 'zod';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { CustomRoleRepository } from './custom-role.repository.js';
import { tidied, type createRoleInput } from './custom-role.schema.js';
import { noteRole } from './note-role.js';
import { refuseUnheld } from './refuse-unheld.js';
import type { RoleRecord } from './role-id.js';
import type { RoleRepository } from './role.repository.js';

/** What {@link createRole} needs. */
export interface CreateRoleTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly roles: Pick<RoleRepository, 'find'>;
  readonly customRoles: Pick<CustomRoleRepository, 'create'>;
}

/**
 * Makes a role out of what the actor holds: in the Organization, or in at least one Space.
 *
 * Throws FORBIDDEN and INVALID_INPUT (the name is taken, a permission that one does not hold, too many roles).
 */
export async function createRole(
  { actor, change, roles, customRoles }: CreateRoleTools,
  input: z.output<typeof createRoleInput>,
): Promise<RoleRecord> {
  const id = newId();
  change.subject(id);
  if (!holds(actor, 'role.manage')) throw forbidden('Role', null);
  const contents = { ...input, permissions: tidied(input.scope, input.permissions) };
  refuseUnheld(actor, input.scope, contents.permissions);
  await customRoles.create(id, input.scope, contents);
  noteRole(change, id, null, contents);
  change.note({ entity: 'Role', id, field: 'scope', class: 'technical', after: input.scope });
  const role = await roles.find(id);
  if (!role) throw notFound('Role', id);
  return role;
}
