import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { mayGrant } from '../role/role.policy.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleToGive } from '../role/role-to-give.js';
import { permissionsIn } from '../space/space.policy.js';
import type { MemberRepository } from '../member/member.repository.js';
import { giveRole, type RoleForPerson } from './give-role.js';
import type { GrantRecord, GrantRepository } from './grant.repository.js';

/** What {@link grantSpaceAccess} needs. */
export interface GrantSpaceAccessTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly grants: Pick<GrantRepository, 'give' | 'find'>;
  readonly members: Pick<MemberRepository, 'isMember'>;
  readonly roles: Pick<RoleRepository, 'find'>;
}

/**
 * Gives a member a role in a Space, in place of the one they hold there.
 *
 * Throws NOT_FOUND (no such Space for the actor), FORBIDDEN (a role above one's own) and INVALID_INPUT (not a
 * member of the Organization, no such role).
 */
export async function grantSpaceAccess(
  { actor, change, grants, members, roles }: GrantSpaceAccessTools,
  input: RoleForPerson,
): Promise<GrantRecord> {
  if (!isId(input.spaceId) || !holdsIn(actor, input.spaceId, 'space.read'))
    throw notFound('Space', input.spaceId);
  change.space(input.spaceId);
  const role = await roleToGive(roles, 'space', input.role);
  if (!mayGrant(permissionsIn(actor, input.spaceId), role)) throw forbidden('Space', input.spaceId);
  if (!isId(input.userId) || !(await members.isMember(input.userId))) {
    throw invalidInput(
      'input.userId',
      'Diese Person ist kein Mitglied der Organization. Laden Sie sie zuerst ein.',
      'This person is not a member of the Organization. Invite them first.',
    );
  }
  const grant = await giveRole({ change, grants }, input);
  if (!grant) throw notFound('Grant', null);
  change.subject(grant.id);
  return grant;
}
