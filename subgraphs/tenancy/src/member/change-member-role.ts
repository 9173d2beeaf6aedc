import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { RoleId } from '../role/role-id.js';
import { mayGiveRole } from '../role/role.policy.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleHeld, roleToGive } from '../role/role-to-give.js';
import { isLastOwner, mayChangeMember } from './member.policy.js';
import type { MemberRecord, MemberRepository } from './member.repository.js';

/** What {@link changeMemberRole} needs. */
export interface ChangeMemberRoleTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly members: Pick<MemberRepository, 'find' | 'changeRole'>;
  readonly roles: Pick<RoleRepository, 'find'>;
}

/**
 * Gives a member another role in the Organization.
 *
 * Throws NOT_FOUND, FORBIDDEN (a role above one's own, given or taken), INVALID_INPUT (no such role) and LAST_OWNER.
 */
export async function changeMemberRole(
  { actor, change, members, roles }: ChangeMemberRoleTools,
  input: { readonly memberId: string; readonly role: RoleId },
): Promise<MemberRecord> {
  const member = isId(input.memberId) ? await members.find(input.memberId) : null;
  if (!member) throw notFound('Member', input.memberId);
  change.subject(member.id);
  const wanted = await roleToGive(roles, 'organization', input.role);
  if (!mayChangeMember(actor, await roleHeld(roles, member.role)) || !mayGiveRole(actor, wanted))
    throw forbidden('Member', member.id);
  if (member.role !== input.role && isLastOwner(member, member.owners)) throw new KopexaError('LAST_OWNER');
  await members.changeRole(member.id, input.role);
  change.note({
    entity: 'Member',
    id: member.id,
    field: 'role_key',
    class: 'technical',
    before: member.role,
    after: input.role,
  });
  return (await members.find(member.id)) ?? member;
}
