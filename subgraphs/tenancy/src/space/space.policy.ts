import { PERMISSION_NAMES, type Permission } from '#schema/permissions.js';
import { spacesWith, type Actor } from '#runtime/actor/actor.js';

/** What the actor may do in a Space, by the snapshot of this request; empty when nothing. */
export function permissionsIn(actor: Actor, spaceId: string): readonly Permission[] {
  return PERMISSION_NAMES.filter((name) => spacesWith(actor, name).some((id) => id === spaceId));
}
