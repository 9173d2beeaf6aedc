import type { Change } from '#runtime/graphql/context.js';
import { checkUntil } from '../until.js';
import { findGroup } from './find-group.js';
import type { GroupChanges } from './group-changes.repository.js';
import { peopleOf } from './group-input.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';
import { requireMayFill } from './may-fill-group.js';

/** What {@link addGroupMembers} needs. */
export interface AddGroupMembersTools {
  readonly change: Change;
  readonly clock: () => Date;
  readonly groups: Pick<GroupRepository, 'find' | 'standing'>;
  readonly groupChanges: Pick<GroupChanges, 'add'>;
}

/**
 * Puts members of the Organization into a group, for good or until a moment; whoever is in it gets the new end.
 *
 * Throws NOT_FOUND, FORBIDDEN (the group gives more than the actor may give) and INVALID_INPUT.
 */
export async function addGroupMembers(
  { change, clock, groups, groupChanges }: AddGroupMembersTools,
  input: { readonly groupId: string; readonly userIds: readonly string[]; readonly until: Date | null },
): Promise<GroupRecord> {
  const group = await findGroup(groups, input.groupId);
  change.subject(group.id);
  const people = peopleOf(input.userIds);
  const until = checkUntil(input.until, clock());
  await requireMayFill(groups, group.id);
  const end = until?.toISOString() ?? null;
  for (const { userId } of await groupChanges.add(group.id, people, until)) {
    const fact = { entity: 'GroupMember', id: userId, class: 'technical' } as const;
    change.note({ ...fact, field: 'account_id', after: userId });
    if (end !== null) change.note({ ...fact, field: 'valid_to', after: end });
  }
  return group;
}
