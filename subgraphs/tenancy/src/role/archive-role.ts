import type { z } from 'zod';
import type { Actor } from '#runtime/actor/actor.js';
import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { roleToChange } from './change-role.js';
import type { CustomRoleRepository } from './custom-role.repository.js';
import type { archiveRoleInput } from './custom-role.schema.js';
import type { RoleRecord } from './role-id.js';
import type { RoleRepository } from './role.repository.js';
import { roleToGive } from './role-to-give.js';

/** What {@link archiveRole} needs. */
export interface ArchiveRoleTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly roles: Pick<RoleRepository, 'find' | 'findAgain'>;
  readonly customRoles: Pick<CustomRoleRepository, 'archive'>;
}

/**
 * Puts a role away: nobody is given it any more. Who still has it, has `replacement` from the very next statement on.
 *
 * Throws NOT_FOUND, FORBIDDEN, CONFLICT and INVALID_INPUT (still given and nothing takes its place, or something that
 * one may not give everywhere).
 */
export async function archiveRole(
  tools: ArchiveRoleTools,
  input: z.output<typeof archiveRoleInput>,
): Promise<RoleRecord> {
  const { change, roles, customRoles } = tools;
  const role = await roleToChange(tools, input.roleId, input.expectedVersion);
  if (role.archivedAt !== null) {
    throw invalidInput('input.roleId', 'Diese Rolle ist schon archiviert.', 'This role is archived already.');
  }
  const replacement = input.replacement ?? null;
  if (replacement !== null) await roleToGive(roles, role.scope, replacement, 'input.replacement');
  const replaced = await customRoles.archive(role.id, input.expectedVersion, replacement);
  const fact = { entity: 'Role', id: role.id } as const;
  change.note({ ...fact, field: 'state', class: 'technical', before: 'active', after: 'archived' });
  change.note({ ...fact, field: 'reason', class: 'content', after: input.reason });
  for (const { entity, id } of replaced) {
    change.note({ entity, id, field: 'role_key', class: 'technical', before: role.id, after: replacement });
  }
  const archived = await roles.findAgain(role.id);
  if (!archived) throw notFound('Role', role.id);
  return archived;
}
