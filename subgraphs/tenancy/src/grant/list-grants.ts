import type { Actor } from '#runtime/actor/actor.js';
import { forbidden } from '#runtime/errors/catalogue.js';
import type { SpaceRepository } from '../space/space.repository.js';
import { viewerPermissions } from '../space/viewer-permissions.js';
import type { GrantRecord, GrantRepository } from './grant.repository.js';

/** Who has access to a Space; for those who may share it, else FORBIDDEN. */
export async function listGrants(
  tools: {
    readonly actor: Actor;
    readonly grants: Pick<GrantRepository, 'ofSpace'>;
    readonly spaces: Pick<SpaceRepository, 'permissionsIn'>;
  },
  spaceId: string,
): Promise<readonly GrantRecord[]> {
  const held = await viewerPermissions(tools, spaceId);
  if (!held.includes('space.share')) throw forbidden('Space', spaceId);
  return tools.grants.ofSpace(spaceId);
}
