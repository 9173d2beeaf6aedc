import { z } from 'zod';
import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { spaceForChange, type ChangeSpaceTools } from './change-space.js';
import type { DeletedSpaceRecord, SpaceLifeRepository } from './space-life.repository.js';

/** Which Space, and its name once more by hand. */
export const deleteSpaceInput = z.object({ spaceId: z.string(), confirmation: z.string().max(200) });

/** What {@link deleteSpace} needs. */
export interface DeleteSpaceTools extends ChangeSpaceTools {
  readonly spaceLife: Pick<SpaceLifeRepository, 'delete' | 'deleted'>;
}

/**
 * Deletes a Space: its grants end at this moment, and thirty days later everything in it is gone.
 *
 * Throws NOT_FOUND, FORBIDDEN, and INVALID_INPUT when the name was not typed.
 */
export async function deleteSpace(
  tools: DeleteSpaceTools,
  { spaceId, confirmation }: z.output<typeof deleteSpaceInput>,
): Promise<DeletedSpaceRecord> {
  const { change, spaceLife } = tools;
  const { name } = await spaceForChange(tools, spaceId, 'space.delete');
  if (confirmation.trim() !== name) {
    throw invalidInput(
      'input.confirmation',
      `Bitte tippen Sie den Namen genau so ab: ${name}`,
      `Please type the name exactly as it is: ${name}`,
    );
  }
  const ended = await spaceLife.delete(spaceId);
  const deleted = (await spaceLife.deleted()).find(({ id }) => id === spaceId);
  if (!deleted) throw notFound('Space', spaceId);
  const fact = { entity: 'Space', id: spaceId, class: 'technical' } as const;
  change.note({ ...fact, field: 'deletes_at', before: null, after: deleted.deletesAt });
  for (const id of ended) {
    change.note({ entity: 'Grant', id, field: 'valid_to', class: 'technical', after: deleted.deletedAt });
  }
  return deleted;
}
