import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { mayTake } from '../role/role.policy.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleHeld } from '../role/role-to-give.js';
import { permissionsIn } from '../space/space.policy.js';
import { principalField } from './give-role.js';
import type { GrantRepository } from './grant.repository.js';

/** What {@link revokeSpaceAccess} needs. */
export interface RevokeSpaceAccessTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly grants: Pick<GrantRepository, 'find' | 'end'>;
  readonly roles: Pick<RoleRepository, 'find'>;
}

/**
 * Ends the role of a person or a group in a Space. The Organization's lock is held alone, so no write that rests on
 * the grant commits after this was acknowledged (THREATS 20).
 *
 * Throws NOT_FOUND, FORBIDDEN, and INVALID_INPUT when it is the Space's last manager.
 */
export async function revokeSpaceAccess(
  { actor, change, grants, roles }: RevokeSpaceAccessTools,
  grantId: string,
): Promise<true> {
  const grant = isId(grantId) ? await grants.find(grantId) : null;
  const held = grant ? permissionsIn(actor, grant.spaceId) : [];
  if (!grant || !held.includes('space.read')) throw notFound('Grant', grantId);
  change.subject(grant.id);
  change.space(grant.spaceId);
  if (!mayTake(held, await roleHeld(roles, grant.role))) throw forbidden('Grant', grant.id);
  await grants.end(grant.id);
  const fact = { entity: 'Grant', id: grant.id, class: 'technical' } as const;
  const field = principalField(grant.userId === null ? 'group' : 'user');
  change.note({ ...fact, field, before: grant.userId ?? grant.groupId });
  change.note({ ...fact, field: 'role_key', before: grant.role });
  return true;
}
