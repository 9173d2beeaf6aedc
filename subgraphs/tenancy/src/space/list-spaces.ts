import { spacesWith, type Actor } from '#runtime/actor/actor.js';
import type { SpaceRecord, SpaceRepository } from './space.repository.js';

/** The Spaces that the actor may open, by name; at most 500. */
export async function listSpaces(
  { actor, spaces }: { readonly actor: Actor; readonly spaces: Pick<SpaceRepository, 'all'> },
  includeArchived: boolean,
): Promise<SpaceRecord[]> {
  return spaces.all(spacesWith(actor, 'space.read'), includeArchived);
}
