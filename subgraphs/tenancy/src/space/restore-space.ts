import { notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { SpaceLifeRepository } from './space-life.repository.js';

/** A Space that is back. */
export interface RestoredSpaceRecord {
  readonly id: string;
  readonly name: string;
  /** How many people and groups have their access back. */
  readonly grants: number;
}

/** What {@link restoreSpace} needs. */
export interface RestoreSpaceTools {
  readonly change: Change;
  readonly spaceLife: Pick<SpaceLifeRepository, 'deleted' | 'restore'>;
}

/**
 * Brings a deleted Space back, with the grants that its deletion ended, for those who are still here.
 *
 * Where nobody who managed it is left, whoever may recover Spaces can take it over (`takesOver`). Throws NOT_FOUND,
 * FORBIDDEN, and INVALID_INPUT when nobody would manage it.
 */
export async function restoreSpace(
  { change, spaceLife }: RestoreSpaceTools,
  spaceId: string,
  takesOver = false,
): Promise<RestoredSpaceRecord> {
  const deleted = isId(spaceId) ? (await spaceLife.deleted()).find(({ id }) => id === spaceId) : undefined;
  if (!deleted) throw notFound('Space', spaceId);
  change.subject(spaceId);
  change.space(spaceId);
  const back = await spaceLife.restore(spaceId, takesOver);
  const fact = { entity: 'Space', id: spaceId, class: 'technical' } as const;
  change.note({ ...fact, field: 'deletes_at', before: deleted.deletesAt, after: null });
  for (const id of back) {
    change.note({ entity: 'Grant', id, field: 'space_id', class: 'technical', after: spaceId });
  }
  return { id: spaceId, name: deleted.name, grants: back.length };
}
