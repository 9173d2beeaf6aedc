import type { z } from 'zod';
import { notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { GroupChanges } from './group-changes.repository.js';
import type { createGroupInput } from './group-input.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';

/** What {@link createGroup} needs. */
export interface CreateGroupTools {
  readonly change: Change;
  readonly groups: Pick<GroupRepository, 'find'>;
  readonly groupChanges: Pick<GroupChanges, 'create'>;
}

/** Makes an empty group. Throws INVALID_INPUT when its name is taken or there are 500 groups. */
export async function createGroup(
  { change, groups, groupChanges }: CreateGroupTools,
  input: z.output<typeof createGroupInput>,
): Promise<GroupRecord> {
  const id = newId();
  change.subject(id);
  await groupChanges.create(id, input.name, input.description ?? '');
  change.note({ entity: 'Group', id, class: 'technical', field: 'name', after: input.name });
  const made = await groups.find(id);
  if (!made) throw notFound('Group', id);
  return made;
}
