import type { z } from 'zod';
import type { Change } from '#runtime/graphql/context.js';
import { findGroup } from './find-group.js';
import type { GroupChanges } from './group-changes.repository.js';
import type { updateGroupInput } from './group-input.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';

/** What {@link updateGroup} needs. */
export interface UpdateGroupTools {
  readonly change: Change;
  readonly groups: Pick<GroupRepository, 'find'>;
  readonly groupChanges: Pick<GroupChanges, 'update'>;
}

/** Renames and describes a group anew. Throws NOT_FOUND, and INVALID_INPUT (archived, the name is taken). */
export async function updateGroup(
  { change, groups, groupChanges }: UpdateGroupTools,
  input: z.output<typeof updateGroupInput>,
): Promise<GroupRecord> {
  const group = await findGroup(groups, input.groupId);
  change.subject(group.id);
  await groupChanges.update(group.id, input.name, input.description);
  const fact = { entity: 'Group', id: group.id } as const;
  if (group.name !== input.name)
    change.note({ ...fact, class: 'technical', field: 'name', before: group.name, after: input.name });
  if (group.description !== input.description) {
    const [before, after] = [group.description, input.description];
    change.note({ ...fact, class: 'content', field: 'description', before, after });
  }
  return { ...group, name: input.name, description: input.description };
}
