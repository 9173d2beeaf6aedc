import { spaceForChange, type ChangeSpaceTools } from './change-space.js';
import { toSpaceRecord, type SpaceRecord } from './space.repository.js';

/** Takes a Space out of the lists; its content and its grants stay. Throws NOT_FOUND and FORBIDDEN. */
export async function archiveSpace(tools: ChangeSpaceTools, spaceId: string): Promise<SpaceRecord> {
  const space = await spaceForChange(tools, spaceId, 'space.update');
  space.archivedAt ??= tools.clock();
  return toSpaceRecord(space);
}
