import { spaceForChange, type ChangeSpaceTools } from './change-space.js';
import { toSpaceRecord, type SpaceRecord } from './space.repository.js';

/** Brings an archived Space back into the lists. Throws NOT_FOUND and FORBIDDEN. */
export async function unarchiveSpace(tools: ChangeSpaceTools, spaceId: string): Promise<SpaceRecord> {
  const space = await spaceForChange(tools, spaceId, 'space.update');
  space.archivedAt = null;
  return toSpaceRecord(space);
}
