import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import { isId } from '#runtime/graphql/ids.js';
import type { SpaceRecord, SpaceRepository } from './space.repository.js';

/** The Space, or `null` when its id is malformed, or it is missing, foreign or closed to the actor: one answer. */
export async function findSpace(
  { actor, spaces }: { readonly actor: Actor; readonly spaces: Pick<SpaceRepository, 'find'> },
  spaceId: string,
): Promise<SpaceRecord | null> {
  return isId(spaceId) && holdsIn(actor, spaceId, 'space.read') ? spaces.find(spaceId) : null;
}
