import type { GroupRecord, GroupRepository } from './group.repository.js';

/** The groups in which a group lies (`parents`), or those that lie in it (`children`), by name. */
export async function nestedGroups(
  groups: Pick<GroupRepository, 'find' | 'nestings'>,
  groupId: string,
  side: 'parents' | 'children',
): Promise<GroupRecord[]> {
  const nestings = await groups.nestings(groupId);
  const ids =
    side === 'parents'
      ? nestings.filter(({ childId }) => childId === groupId).map(({ parentId }) => parentId)
      : nestings.filter(({ parentId }) => parentId === groupId).map(({ childId }) => childId);
  const found = await Promise.all(ids.map((id) => groups.find(id)));
  return found.flatMap((group) => group ?? []).sort((one, other) => one.name.localeCompare(other.name));
}
