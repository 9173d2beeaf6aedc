import type { z } from 'zod';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { CustomRoleRepository, RoleContents, RoleVersionRecord } from './custom-role.repository.js';
import { tidied, type restoreRoleInput, type updateRoleInput } from './custom-role.schema.js';
import { noteRole } from './note-role.js';
import { refuseUnheld } from './refuse-unheld.js';
import type { RoleRecord } from './role-id.js';
import type { RoleRepository } from './role.repository.js';

/** What changing a role needs. */
export interface ChangeRoleTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly roles: Pick<RoleRepository, 'find' | 'findAgain'>;
  readonly customRoles: Pick<CustomRoleRepository, 'append' | 'versionsOf'>;
}

/**
 * Gives a role another name, description or set of permissions, as a new version that counts at the very next
 * statement of everybody who has it.
 *
 * Throws NOT_FOUND, FORBIDDEN (somebody above has the role), CONFLICT and INVALID_INPUT.
 */
export async function updateRole(
  tools: ChangeRoleTools,
  input: z.output<typeof updateRoleInput>,
): Promise<RoleRecord> {
  const role = await roleToChange(tools, input.roleId, input.expectedVersion);
  const contents = { ...input, permissions: tidied(role.scope, input.permissions) };
  const fields = ['name', 'description', 'permissions'] as const;
  if (fields.every((field) => String(role[field]) === String(contents[field]))) {
    throw invalidInput(
      'input.permissions',
      'An der Rolle ist nichts anders.',
      'Nothing about the role differs.',
    );
  }
  return append(tools, role, { ...contents, restoredFrom: null });
}

/** Brings back what an earlier version held, as a new one; an archived role comes back too. Throws as {@link updateRole}. */
export async function restoreRole(
  tools: ChangeRoleTools,
  input: z.output<typeof restoreRoleInput>,
): Promise<RoleRecord> {
  const role = await roleToChange(tools, input.roleId, input.expectedVersion);
  const versions: readonly RoleVersionRecord[] = await tools.customRoles.versionsOf(role.id);
  const version = versions.find(({ number }) => number === input.version);
  if (!version) {
    throw invalidInput(
      'input.version',
      'Diese Version gibt es nicht. Wählen Sie eine aus der Liste.',
      'There is no such version. Choose one from the list.',
    );
  }
  if (version.number === role.version && role.archivedAt === null) {
    throw invalidInput('input.version', 'Diese Version gilt bereits.', 'This version is in force already.');
  }
  const { name, description, permissions } = version;
  const contents = { name, description, permissions, reason: input.reason, restoredFrom: version.number };
  return append(tools, role, contents);
}

/** A custom role of the Organization at the version that the actor knows, for somebody who manages roles. */
export async function roleToChange(
  {
    actor,
    change,
    roles,
  }: Pick<ChangeRoleTools, 'actor' | 'change'> & {
    readonly roles: Pick<RoleRepository, 'find'>;
  },
  id: string,
  expectedVersion: number,
): Promise<RoleRecord> {
  const role = isId(id) ? await roles.find(id) : null;
  if (!role) throw notFound('Role', id);
  change.subject(role.id);
  if (!holds(actor, 'role.manage')) throw forbidden('Role', role.id);
  if (role.version !== expectedVersion) {
    throw new KopexaError('CONFLICT', { details: { currentVersion: role.version } });
  }
  return role;
}

async function append(
  { actor, change, roles, customRoles }: ChangeRoleTools,
  role: RoleRecord,
  contents: RoleContents & { readonly restoredFrom: number | null },
): Promise<RoleRecord> {
  refuseUnheld(actor, role.scope, contents.permissions);
  await customRoles.append(role.id, role.version ?? 0, contents);
  noteRole(change, role.id, role, contents);
  if (contents.restoredFrom !== null) {
    const fact = { entity: 'Role', id: role.id, class: 'technical' } as const;
    change.note({ ...fact, field: 'restored_from', after: contents.restoredFrom });
  }
  const changed = await roles.findAgain(role.id);
  if (!changed) throw notFound('Role', role.id);
  return changed;
}
