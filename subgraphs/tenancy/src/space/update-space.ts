import { z } from 'zod';
import { line, paragraph } from '#runtime/graphql/parse.js';
import { spaceForChange, type ChangeSpaceTools } from './change-space.js';
import { toSpaceRecord, type SpaceRecord } from './space.repository.js';

/** New name and description of a Space. */
export const updateSpaceInput = z.object({
  spaceId: z.string(),
  name: line({ max: 120 }),
  description: paragraph({ max: 2000 }),
});

/** Changes name and description of a Space. Throws NOT_FOUND and FORBIDDEN. */
export async function updateSpace(
  tools: ChangeSpaceTools,
  input: z.output<typeof updateSpaceInput>,
): Promise<SpaceRecord> {
  const space = await spaceForChange(tools, input.spaceId, 'space.update');
  space.name = input.name;
  space.description = input.description;
  space.updatedAt = tools.clock();
  return toSpaceRecord(space);
}
