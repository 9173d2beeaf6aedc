import type { Permission } from '#schema/permissions.js';
import { holds, type Actor } from '#runtime/actor/actor.js';
import type { SpaceRepository } from '../space/space.repository.js';
import { viewerPermissions } from '../space/viewer-permissions.js';
import type { RoleScope, RoleRecord } from './role-id.js';
import { mayGiveRole, mayGrant, mayGrantSomewhere } from './role.policy.js';
import type { RoleRepository } from './role.repository.js';

/** The roles that exist, all or those of one scope. */
export async function listRoles(
  { roles }: { readonly roles: Pick<RoleRepository, 'list'> },
  scope: RoleScope | null,
  includeArchived: boolean,
): Promise<readonly RoleRecord[]> {
  const all = await roles.list(includeArchived);
  return all.filter((role) => scope === null || role.scope === scope);
}

/** The roles that the actor may give in a Space, by what they hold there. */
export async function listGrantableRoles(
  tools: {
    readonly actor: Actor;
    readonly roles: Pick<RoleRepository, 'list'>;
    readonly spaces: Pick<SpaceRepository, 'permissionsIn'>;
  },
  spaceId: string,
): Promise<readonly RoleRecord[]> {
  const held = await viewerPermissions(tools, spaceId);
  if (!held.includes('space.share')) return [];
  return (await listRoles(tools, 'space', false)).filter((role) => mayGrant(held, role));
}

/**
 * What a role allows, as far as the actor is concerned: what counts in the operator's Organization alone is shown to
 * those who hold it there.
 */
export function permissionsShown(
  actor: Actor,
  { permissions }: Pick<RoleRecord, 'permissions'>,
): readonly Permission[] {
  return permissions.filter((each) => !each.startsWith('operator.') || holds(actor, each));
}

/** Whether the actor may give a role to somebody, somewhere. */
export function mayGive(
  actor: Actor,
  role: Pick<RoleRecord, 'id' | 'scope' | 'permissions' | 'archivedAt'>,
): boolean {
  if (role.archivedAt !== null) return false;
  if (role.scope === 'space') return mayGrantSomewhere(actor, role);
  return (holds(actor, 'member.invite') || holds(actor, 'member.manage')) && mayGiveRole(actor, role);
}
