import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import { findGroup } from './find-group.js';
import type { GroupChanges } from './group-changes.repository.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';
import { requireMayFill } from './may-fill-group.js';

/** Two groups of which one shall lie in the other. */
export interface Nesting {
  readonly parentId: string;
  readonly childId: string;
}

/** What {@link nestGroup} needs. */
export interface NestGroupTools {
  readonly change: Change;
  readonly groups: Pick<GroupRepository, 'find' | 'standing'>;
  readonly groupChanges: Pick<GroupChanges, 'nest'>;
}

/**
 * Puts a group into another: who is in the child has what the parent has. Answers with the parent.
 *
 * Throws NOT_FOUND, FORBIDDEN (the parent gives more than the actor may give) and INVALID_INPUT for a loop and a
 * second level.
 */
export async function nestGroup(
  { change, groups, groupChanges }: NestGroupTools,
  input: Nesting,
): Promise<GroupRecord> {
  const parent = await findGroup(groups, input.parentId);
  change.subject(parent.id);
  const child = await findGroup(groups, input.childId);
  await requireMayFill(groups, parent.id);
  await groupChanges.nest(newId(), parent.id, child.id);
  change.note({
    entity: 'Group',
    id: parent.id,
    class: 'technical',
    field: 'child_group_id',
    after: child.id,
  });
  return parent;
}
