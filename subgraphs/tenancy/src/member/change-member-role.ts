import { notFound } from '#runtime/errors/catalogue.js';
import { changeMemberRoles, type ChangeMemberRolesTools } from './change-member-roles.js';
import type { MemberRecord } from './member.repository.js';

/** Gives one member another role. Throws as {@link changeMemberRoles} does. */
export async function changeMemberRole(
  tools: ChangeMemberRolesTools,
  input: { readonly memberId: string; readonly role: string; readonly until?: Date | null },
): Promise<MemberRecord> {
  const { memberId, role, until } = input;
  const [changed] = await changeMemberRoles(tools, { memberIds: [memberId], role, until });
  if (!changed) throw notFound('Member', memberId);
  tools.change.subject(changed.member.id);
  for (const each of changed.changes) tools.change.note(each);
  return changed.member;
}
