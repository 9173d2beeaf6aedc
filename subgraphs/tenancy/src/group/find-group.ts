import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { GroupRecord, GroupRepository } from './group.repository.js';

/** A group, whether it is archived or not. Throws NOT_FOUND: missing, foreign and malformed alike. */
export async function findGroup(
  groups: Pick<GroupRepository, 'find'>,
  groupId: string,
): Promise<GroupRecord> {
  const group = isId(groupId) ? await groups.find(groupId) : null;
  if (!group) throw notFound('Group', groupId);
  return group;
}
