import { mayBeInCustomRole, PERMISSION_NAMES, PERMISSIONS } from '#schema/permissions.js';
import type { Permission, RoleScope } from '../../../gql/graphql.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';

/** A permission as the API names it, with its words. */
export interface PermissionWords {
  readonly value: Permission;
  readonly text: string;
}

const valueOf = (name: string): Permission => name.replace('.', '_').toUpperCase() as Permission;

/** Permissions that a role of a scope may hold, in the order of the catalogue. */
export function permissionsFor(scope: RoleScope): readonly Permission[] {
  const wanted = scope === 'SPACE' ? 'space' : 'organization';
  return PERMISSION_NAMES.filter((name) => PERMISSIONS[name].scope === wanted && mayBeInCustomRole(name)).map(
    valueOf,
  );
}

/** Puts permissions into words, in the order of the catalogue. */
export function usePermissionWords(): (permissions: readonly Permission[]) => readonly PermissionWords[] {
  const { locale } = useLocale();
  return (permissions) =>
    PERMISSION_NAMES.map((name) => ({ value: valueOf(name), text: PERMISSIONS[name].text[locale] })).filter(
      ({ value }) => permissions.includes(value),
    );
}

/** What opens the door that the rest lies behind: every role holds it. */
export const DOOR: Readonly<Record<RoleScope, Permission>> = {
  ORGANIZATION: 'ORGANIZATION_READ',
  SPACE: 'SPACE_READ',
};
