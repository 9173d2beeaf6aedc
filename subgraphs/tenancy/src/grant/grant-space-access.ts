import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { RoleId } from '../role/role-id.js';
import { mayGrant } from '../role/role.policy.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleToGive } from '../role/role-to-give.js';
import { permissionsIn } from '../space/space.policy.js';
import type { MemberRepository } from '../member/member.repository.js';
import { checkUntil } from '../until.js';
import { giveRole } from './give-role.js';
import type { GrantRecord, GrantRepository } from './grant.repository.js';
import { principalOf } from './principal.js';

/** What {@link grantSpaceAccess} needs. */
export interface GrantSpaceAccessTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly grants: Pick<GrantRepository, 'give' | 'find'>;
  readonly members: Pick<MemberRepository, 'isMember'>;
  readonly roles: Pick<RoleRepository, 'find'>;
}

/** A role in a Space for a person or a group, for good or until a moment. */
export interface AccessToGive {
  readonly spaceId: string;
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly role: RoleId;
  readonly until: Date | null;
}

/**
 * Gives a member or a group a role in a Space, in place of the one that is held there; giving the same role anew
 * changes when it ends.
 *
 * Throws NOT_FOUND (no such Space for the actor), FORBIDDEN (a role above one's own) and INVALID_INPUT (not a
 * member of the Organization, no such group or role, an end that cannot be, a Space that would lose its last manager).
 */
export async function grantSpaceAccess(
  { actor, change, clock, grants, members, roles }: GrantSpaceAccessTools,
  input: AccessToGive,
): Promise<GrantRecord> {
  const { spaceId, userId, groupId } = input;
  if (!isId(spaceId) || !holdsIn(actor, spaceId, 'space.read')) throw notFound('Space', spaceId);
  change.space(spaceId);
  const role = await roleToGive(roles, 'space', input.role);
  if (!mayGrant(permissionsIn(actor, spaceId), role)) throw forbidden('Space', spaceId);
  const until = checkUntil(input.until, clock());
  const principal = await principalOf(members, { userId: userId ?? null, groupId: groupId ?? null });
  const grant = await giveRole({ change, grants }, { spaceId, principal, role: role.id, until });
  if (!grant) throw notFound('Grant', null);
  change.subject(grant.id);
  return grant;
}
