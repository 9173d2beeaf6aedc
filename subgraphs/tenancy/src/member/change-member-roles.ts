import { z } from 'zod';
import { forbidden } from '#runtime/errors/catalogue.js';
import type { FieldChange } from '#runtime/audit/changes.js';
import type { Change } from '#runtime/graphql/context.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { needsEnd, OWNER_ROLE } from '../role/role-id.js';
import { mayGiveRole } from '../role/role.policy.js';
import { roleToGive } from '../role/role-to-give.js';
import { checkUntil } from '../until.js';
import { membersToChange, memberIds, type CheckMembersTools } from './check-members.js';
import { tellAboutMemberships } from './membership-event.js';
import type { MemberRecord, MemberRepository } from './member.repository.js';

/** Another role for several members, for good or until a moment. */
export const changeMemberRolesInput = z.object({
  memberIds,
  role: z.string(),
  until: z.date().nullish(),
});

/** What {@link changeMemberRoles} needs. */
export interface ChangeMemberRolesTools extends CheckMembersTools {
  readonly change: Change;
  readonly clock: () => Date;
  readonly members: Pick<MemberRepository, 'findAll' | 'changeRoles'>;
}

/** A member whose role was changed, with what to record about it. */
export interface ChangedMember {
  readonly member: MemberRecord;
  readonly changes: readonly FieldChange[];
}

/**
 * Gives members another role in the Organization, for good or until a moment: all of them, or none. Who is told
 * nothing new gets no mail.
 *
 * Throws NOT_FOUND, FORBIDDEN (a role above one's own, given or taken), INVALID_INPUT (no such role, an end that is
 * missing or not possible, a Space without anybody in charge) and LAST_OWNER.
 */
export async function changeMemberRoles(
  tools: ChangeMemberRolesTools,
  input: z.output<typeof changeMemberRolesInput>,
): Promise<readonly ChangedMember[]> {
  const { actor, change, clock, members, roles } = tools;
  const role = await roleToGive(roles, 'organization', input.role);
  const until = checkUntil(input.until, clock());
  if (until === null && needsEnd(role.id)) throw missingEnd();
  const staysOwner = role.id === OWNER_ROLE && until === null;
  const before = await membersToChange(tools, input.memberIds, staysOwner);
  if (!mayGiveRole(actor, role)) throw forbidden('Member', before[0]?.id ?? null);
  await members.changeRoles(input.memberIds, role.id, until);
  const after = await members.findAll(input.memberIds);
  const orgId = actor.org?.id ?? '';
  const told = before.filter((member) => member.role !== role.id);
  await tellAboutMemberships(
    change,
    told.map(({ userId }) => ({ kind: 'role', orgId, about: userId, by: actor.userId })),
  );
  return before.map((member) => ({
    member: after.find(({ id }) => id === member.id) ?? member,
    changes: changesOf(member, role.id, until),
  }));
}

/** An input without an end for a role that is given for a time only. */
export const missingEnd = (field = 'input.until') =>
  invalidInput(
    field,
    'Diese Rolle wird nur auf Zeit gegeben. Wählen Sie ein Ende.',
    'This role is given for a limited time only. Choose an end.',
  );

function changesOf(member: MemberRecord, role: string, until: Date | null): FieldChange[] {
  const fact = { entity: 'Member', id: member.id, class: 'technical' } as const;
  const changes: FieldChange[] = [{ ...fact, field: 'role_key', before: member.role, after: role }];
  if (member.until?.getTime() !== until?.getTime())
    changes.push({ ...fact, field: 'valid_to', before: member.until, after: until });
  return changes;
}
