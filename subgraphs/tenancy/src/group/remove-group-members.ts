import type { Change } from '#runtime/graphql/context.js';
import { findGroup } from './find-group.js';
import type { GroupChanges } from './group-changes.repository.js';
import { peopleOf } from './group-input.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';

/** What {@link removeGroupMembers} needs. */
export interface RemoveGroupMembersTools {
  readonly change: Change;
  readonly groups: Pick<GroupRepository, 'find'>;
  readonly groupChanges: Pick<GroupChanges, 'remove'>;
}

/**
 * Takes people out of a group; who is not in it stays out. What the group gave them ends with the answer.
 *
 * Throws NOT_FOUND, and INVALID_INPUT when a Space would be left without a manager.
 */
export async function removeGroupMembers(
  { change, groups, groupChanges }: RemoveGroupMembersTools,
  input: { readonly groupId: string; readonly userIds: readonly string[] },
): Promise<GroupRecord> {
  const group = await findGroup(groups, input.groupId);
  change.subject(group.id);
  for (const userId of await groupChanges.remove(group.id, peopleOf(input.userIds))) {
    const fact = { entity: 'GroupMember', id: userId, class: 'technical' } as const;
    change.note({ ...fact, field: 'account_id', before: userId });
  }
  return group;
}
