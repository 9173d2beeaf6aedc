import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleHeld } from '../role/role-to-give.js';
import { isLastOwner, mayChangeMember } from './member.policy.js';
import type { MemberRepository } from './member.repository.js';

/** What {@link removeMember} needs. */
export interface RemoveMemberTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly members: Pick<MemberRepository, 'find' | 'end'>;
  readonly roles: Pick<RoleRepository, 'find'>;
}

/**
 * Ends a membership with every grant and group of the person. Their sessions see it at the next request, and
 * writes that were under way wait for the Organization's lock and are refused (THREATS 20).
 *
 * Throws NOT_FOUND, FORBIDDEN and LAST_OWNER.
 */
export async function removeMember(
  { actor, change, members, roles }: RemoveMemberTools,
  memberId: string,
): Promise<true> {
  const member = isId(memberId) ? await members.find(memberId) : null;
  if (!member) throw notFound('Member', memberId);
  change.subject(member.id);
  if (!mayChangeMember(actor, await roleHeld(roles, member.role))) throw forbidden('Member', member.id);
  if (isLastOwner(member, member.owners)) throw new KopexaError('LAST_OWNER');
  const ended = await members.end(member.id);
  const fact = { entity: 'Member', id: member.id, class: 'technical' } as const;
  change.note({ ...fact, field: 'account_id', before: member.userId });
  change.note({ ...fact, field: 'role_key', before: member.role });
  for (const id of ended?.endedGrants ?? []) {
    change.note({ entity: 'Grant', id, field: 'principal_id', class: 'technical', before: member.userId });
  }
  return true;
}
