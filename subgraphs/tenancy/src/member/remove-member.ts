import { removeMembers, type RemoveMembersTools } from './remove-members.js';

/** Ends one membership. Throws as {@link removeMembers} does. */
export async function removeMember(tools: RemoveMembersTools, memberId: string): Promise<true> {
  for (const { id, changes } of await removeMembers(tools, { memberIds: [memberId] })) {
    tools.change.subject(id);
    for (const each of changes) tools.change.note(each);
  }
  return true;
}
