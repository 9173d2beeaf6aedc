import { ROLES } from '#schema/permissions.js';
import { isBuiltInRole, type RoleScope, type RoleRecord } from '../role/role-id.js';

/**
 * The role that a list of people names: by its id, by its name as the reader sees it, or, for a built-in one, by its
 * name in the other language or the end of its key (`guest`). Capitals do not matter. `null` when there is none.
 */
export function roleNamed(
  roles: readonly RoleRecord[],
  scope: RoleScope,
  written: string,
): RoleRecord | null {
  const wanted = written.trim().toLowerCase();
  const ofScope = roles.filter((role) => role.scope === scope);
  return (
    ofScope.find((role) => role.id === wanted || role.name.toLowerCase() === wanted) ??
    ofScope.find((role) => namesOf(role).includes(wanted)) ??
    null
  );
}

function namesOf({ id }: RoleRecord): string[] {
  if (!isBuiltInRole(id)) return [];
  const { de, en } = ROLES[id].text;
  return [de.toLowerCase(), en.toLowerCase(), id.slice(id.indexOf('.') + 1)];
}
