import { PERMISSIONS, type Permission } from '#schema/permissions.js';
import { holds, spacesWith, type Actor } from '#runtime/actor/actor.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { permissionsForRoles } from './custom-role.schema.js';
import type { RoleScope } from './role-id.js';

/**
 * Refuses, by their names, permissions that a role of this scope cannot hold, or that the actor holds nowhere. What
 * holds in which Space is decided by the database.
 */
export function refuseUnheld(actor: Actor, scope: RoleScope, permissions: readonly Permission[]): void {
  const possible = permissionsForRoles(scope);
  const held = (permission: Permission): boolean =>
    scope === 'organization' ? holds(actor, permission) : spacesWith(actor, permission).length > 0;
  const impossible = permissions.filter((each) => !possible.includes(each));
  if (impossible.length > 0) {
    throw invalidInput(
      'input.permissions',
      `Eigene Rollen können das nicht enthalten: ${named(impossible, 'de')}. Nehmen Sie es heraus.`,
      `Custom roles cannot hold this: ${named(impossible, 'en')}. Take it out.`,
    );
  }
  const unheld = permissions.filter((each) => !held(each));
  if (unheld.length > 0) {
    throw invalidInput(
      'input.permissions',
      `Das dürfen Sie selbst nicht: ${named(unheld, 'de')}. Nehmen Sie es heraus, oder bitten Sie jemanden, der es darf.`,
      `You may not do this yourself: ${named(unheld, 'en')}. Take it out, or ask somebody who may.`,
    );
  }
}

const named = (permissions: readonly Permission[], locale: 'de' | 'en'): string =>
  permissions.map((each) => PERMISSIONS[each].text[locale]).join(', ');
