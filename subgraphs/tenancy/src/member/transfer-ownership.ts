import { z } from 'zod';
import { holds } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { OWNER_ROLE } from '../role/role-id.js';
import type { CheckMembersTools } from './check-members.js';
import { tellAboutMemberships } from './membership-event.js';
import type { MemberRecord, MemberRepository } from './member.repository.js';

/** Who becomes an owner, and whether the present one stays one too. */
export const transferOwnershipInput = z.object({ memberId: z.string(), stay: z.boolean() });

/** What {@link transferOwnership} needs. */
export interface TransferOwnershipTools extends Pick<CheckMembersTools, 'actor'> {
  readonly change: Change;
  readonly members: Pick<MemberRepository, 'findAll' | 'transfer'>;
}

/**
 * Makes a member an owner; whoever hands over becomes an admin, or stays an owner beside them. Both get a mail.
 *
 * Throws NOT_FOUND, FORBIDDEN (not an owner), STEP_UP_REQUIRED (no second factor in the last five minutes) and
 * INVALID_INPUT (an owner already, or a guest or a membership that ends).
 */
export async function transferOwnership(
  { actor, change, members }: TransferOwnershipTools,
  input: z.output<typeof transferOwnershipInput>,
): Promise<MemberRecord> {
  const { memberId, stay } = input;
  const [member] = isId(memberId) ? await members.findAll([memberId]) : [];
  if (!member || !actor.org) throw notFound('Member', memberId);
  change.subject(member.id);
  if (!holds(actor, 'member.manage') || actor.org.role !== OWNER_ROLE) throw forbidden('Member', member.id);
  const { ownMember } = await members.transfer(member.id, stay);
  const fact = { entity: 'Member', field: 'role_key', class: 'technical' } as const;
  change.note({ ...fact, id: member.id, before: member.role, after: OWNER_ROLE });
  if (!stay) change.note({ ...fact, id: ownMember, before: OWNER_ROLE, after: 'organization.admin' });
  const common = { orgId: actor.org.id, about: member.userId, by: actor.userId };
  await tellAboutMemberships(change, [{ kind: stay ? 'owner-beside' : 'owner', ...common }]);
  const [after] = await members.findAll([member.id]);
  return after ?? member;
}
