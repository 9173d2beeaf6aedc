import type { Change } from '#runtime/graphql/context.js';
import { findGroup } from './find-group.js';
import type { GroupChanges } from './group-changes.repository.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';
import { requireMayFill } from './may-fill-group.js';

/** What {@link restoreGroup} needs. */
export interface RestoreGroupTools {
  readonly change: Change;
  readonly groups: Pick<GroupRepository, 'find' | 'standing'>;
  readonly groupChanges: Pick<GroupChanges, 'restore'>;
}

/**
 * Restores an archived group: its people have again what it gives.
 *
 * Throws NOT_FOUND, FORBIDDEN (it gives more than the actor may give) and INVALID_INPUT (the name is taken by now).
 */
export async function restoreGroup(
  { change, groups, groupChanges }: RestoreGroupTools,
  groupId: string,
): Promise<GroupRecord> {
  const group = await findGroup(groups, groupId);
  change.subject(group.id);
  await requireMayFill(groups, group.id);
  await groupChanges.restore(group.id);
  const fact = { entity: 'Group', id: group.id, class: 'technical' } as const;
  if (group.archivedAt)
    change.note({ ...fact, field: 'archived_at', before: group.archivedAt.toISOString() });
  return { ...group, archivedAt: null };
}
