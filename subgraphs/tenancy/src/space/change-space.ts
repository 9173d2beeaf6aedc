import type { Permission } from '#schema/permissions.js';
import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { SpaceRow } from './space.entity.js';
import type { SpaceRepository } from './space.repository.js';

/** What changes of a Space need. */
export interface ChangeSpaceTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly spaces: Pick<SpaceRepository, 'forChange'>;
}

/** Loads a Space that the actor may change and names it in the audit entry; throws NOT_FOUND or FORBIDDEN. */
export async function spaceForChange(
  { actor, change, spaces }: ChangeSpaceTools,
  spaceId: string,
  permission: Permission,
): Promise<SpaceRow> {
  // A Space that one may not open looks like one that does not exist.
  const visible = isId(spaceId) && holdsIn(actor, spaceId, 'space.read');
  const space = visible ? await spaces.forChange(spaceId) : null;
  if (!space) throw notFound('Space', spaceId);
  change.subject(space.spaceId);
  change.space(space.spaceId);
  if (!holdsIn(actor, space.spaceId, permission)) throw forbidden('Space', space.spaceId);
  return space;
}
