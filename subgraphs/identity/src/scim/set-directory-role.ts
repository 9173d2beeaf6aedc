import type { Actor } from '#runtime/actor/actor.js';
import { holds } from '#runtime/actor/actor.js';
import { forbidden } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import type { directoryView } from './directory-view.repository.js';

/** What {@link setDirectoryRole} needs. */
export interface SetDirectoryRoleTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly view: Pick<ReturnType<typeof directoryView>, 'setRole'>;
}

/**
 * Says what people become whom the directory brings from now on; those who are there stay what they are.
 *
 * Throws FORBIDDEN and INVALID_INPUT (a role that may do more than a member, or more than the actor).
 */
export async function setDirectoryRole(
  { actor, change, view }: SetDirectoryRoleTools,
  role: string,
): Promise<void> {
  const organizationId = actor.org?.id;
  if (!organizationId || !holds(actor, 'sso.manage')) throw forbidden('Organization', organizationId ?? null);
  change.subject(organizationId);
  const before = await view.setRole(role);
  change.note({
    ...{ entity: 'Directory', id: organizationId, class: 'technical', field: 'role_key' },
    ...{ before, after: role },
  });
}
