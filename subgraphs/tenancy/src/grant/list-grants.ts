import type { Actor } from '#runtime/actor/actor.js';
import { forbidden } from '#runtime/errors/catalogue.js';
import type { SpaceRepository } from '../space/space.repository.js';
import { viewerPermissions } from '../space/viewer-permissions.js';
import type { GrantRecord, GrantRepository } from './grant.repository.js';

interface Tools {
  readonly actor: Actor;
  readonly grants: Pick<GrantRepository, 'ofSpace' | 'endedIn'>;
  readonly spaces: Pick<SpaceRepository, 'permissionsIn'>;
}

/** Who has access to a Space; for those who may share it, else FORBIDDEN. */
export async function listGrants(tools: Tools, spaceId: string): Promise<readonly GrantRecord[]> {
  await requireShare(tools, spaceId);
  return tools.grants.ofSpace(spaceId);
}

/** Who had access to a Space, last ended first; for those who may share it, else FORBIDDEN. */
export async function listEndedGrants(tools: Tools, spaceId: string): Promise<readonly GrantRecord[]> {
  await requireShare(tools, spaceId);
  return tools.grants.endedIn(spaceId);
}

async function requireShare(tools: Tools, spaceId: string): Promise<void> {
  const held = await viewerPermissions(tools, spaceId);
  if (!held.includes('space.share')) throw forbidden('Space', spaceId);
}
