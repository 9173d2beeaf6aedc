import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { OrganizationRoleKey } from '../role-keys.js';
import { isLastOwner, mayChangeMember, mayGiveRole } from './member.policy.js';
import type { MemberRecord, MemberRepository } from './member.repository.js';

/** What {@link changeMemberRole} needs. */
export interface ChangeMemberRoleTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly members: Pick<MemberRepository, 'find' | 'changeRole'>;
}

/**
 * Gives a member another role in the Organization.
 *
 * Throws NOT_FOUND, FORBIDDEN (a role above one's own, given or taken) and LAST_OWNER.
 */
export async function changeMemberRole(
  { actor, change, members }: ChangeMemberRoleTools,
  input: { readonly memberId: string; readonly role: OrganizationRoleKey },
): Promise<MemberRecord> {
  const member = isId(input.memberId) ? await members.find(input.memberId) : null;
  if (!member) throw notFound('Member', input.memberId);
  change.subject(member.id);
  if (!mayChangeMember(actor, member) || !mayGiveRole(actor, input.role))
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
