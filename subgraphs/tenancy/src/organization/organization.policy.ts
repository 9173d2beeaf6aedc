import type { Permission } from '#schema/permissions.js';
import { holds, type Actor } from '#runtime/actor/actor.js';

/** What the actor may do in the Organization in which the request acts. */
export function organizationPermissions(actor: Actor): readonly Permission[] {
  return actor.org?.permissions ?? [];
}

/** Whether the actor may change the Organization's name. */
export function mayUpdateOrganization(actor: Actor): boolean {
  return holds(actor, 'organization.update');
}
