import type { Permission } from '#schema/permissions.js';
import { diffRoles } from '#schema/role-diff.js';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { CustomRoleRepository, RoleEffectRecord } from './custom-role.repository.js';
import { tidied } from './custom-role.schema.js';
import type { RoleRepository } from './role.repository.js';

/** How many people are named; the number tells of all. */
const MOST_NAMED = 100;

/** What a change of a role would do. */
export interface RolePreview {
  readonly added: readonly Permission[];
  readonly removed: readonly Permission[];
  readonly affected: number;
  readonly people: readonly RoleEffectRecord[];
  readonly outgrownConnections: readonly string[];
  readonly endedSessions: number;
}

/** Who would gain and lose what if a role held other permissions. Throws FORBIDDEN and NOT_FOUND. */
export async function previewRole(
  tools: {
    readonly actor: Actor;
    readonly roles: Pick<RoleRepository, 'find'>;
    readonly customRoles: Pick<CustomRoleRepository, 'effectOf' | 'outgrowthOf'>;
  },
  roleId: string,
  permissions: readonly Permission[],
): Promise<RolePreview> {
  if (!holds(tools.actor, 'role.manage')) throw forbidden('Role', null);
  const role = await tools.roles.find(roleId);
  if (!role || role.isBuiltIn) throw notFound('Role', roleId);
  const wanted = tidied(role.scope, permissions);
  const people = await tools.customRoles.effectOf(role.id, wanted);
  const outgrowth = await tools.customRoles.outgrowthOf(role.id, wanted);
  return {
    ...diffRoles(role.permissions, wanted),
    affected: people.length,
    people: people.slice(0, MOST_NAMED),
    outgrownConnections: outgrowth.connections,
    endedSessions: outgrowth.people,
  };
}
