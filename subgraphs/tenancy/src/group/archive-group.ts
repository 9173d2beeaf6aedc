import type { Change } from '#runtime/graphql/context.js';
import { findGroup } from './find-group.js';
import type { GroupChanges } from './group-changes.repository.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';

/** What {@link archiveGroup} needs. */
export interface ArchiveGroupTools {
  readonly change: Change;
  readonly clock: () => Date;
  readonly groups: Pick<GroupRepository, 'find'>;
  readonly groupChanges: Pick<GroupChanges, 'archive'>;
}

/**
 * Archives a group: what it gives ends at once, who is in it and what it was given stay for when it is restored.
 *
 * Throws NOT_FOUND, and INVALID_INPUT when a Space would be left without a manager.
 */
export async function archiveGroup(
  { change, clock, groups, groupChanges }: ArchiveGroupTools,
  groupId: string,
): Promise<GroupRecord> {
  const group = await findGroup(groups, groupId);
  change.subject(group.id);
  await groupChanges.archive(group.id);
  const archivedAt = group.archivedAt ?? clock();
  const fact = { entity: 'Group', id: group.id, class: 'technical' } as const;
  if (!group.archivedAt) change.note({ ...fact, field: 'archived_at', after: archivedAt.toISOString() });
  return { ...group, archivedAt };
}
