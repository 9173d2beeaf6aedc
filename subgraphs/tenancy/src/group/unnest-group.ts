import type { Change } from '#runtime/graphql/context.js';
import { findGroup } from './find-group.js';
import type { GroupChanges } from './group-changes.repository.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';
import type { Nesting } from './nest-group.js';

/** What {@link unnestGroup} needs. */
export interface UnnestGroupTools {
  readonly change: Change;
  readonly groups: Pick<GroupRepository, 'find'>;
  readonly groupChanges: Pick<GroupChanges, 'unnest'>;
}

/**
 * Takes a group out of another: its people lose what the parent gives. Answers with the parent.
 *
 * Throws NOT_FOUND (also when it does not lie in it), and INVALID_INPUT when a Space would be left without a manager.
 */
export async function unnestGroup(
  { change, groups, groupChanges }: UnnestGroupTools,
  input: Nesting,
): Promise<GroupRecord> {
  const parent = await findGroup(groups, input.parentId);
  change.subject(parent.id);
  const child = await findGroup(groups, input.childId);
  await groupChanges.unnest(parent.id, child.id);
  change.note({
    entity: 'Group',
    id: parent.id,
    class: 'technical',
    field: 'child_group_id',
    before: child.id,
  });
  return parent;
}
