import type { Permission } from '#schema/permissions.js';
import type { Actor } from '#runtime/actor/actor.js';
import { permissionsIn } from './space.policy.js';
import type { SpaceRepository } from './space.repository.js';

/**
 * What the reader may do in a Space. A Space that this very request created is not part of the request's
 * snapshot; for it the database is asked.
 */
export async function viewerPermissions(
  { actor, spaces }: { readonly actor: Actor; readonly spaces: Pick<SpaceRepository, 'permissionsIn'> },
  spaceId: string,
): Promise<readonly Permission[]> {
  const held = permissionsIn(actor, spaceId);
  return held.length > 0 ? held : spaces.permissionsIn(spaceId);
}
