import { useState } from 'react';
import type { Permission, RoleScope } from '../../../gql/graphql.ts';
import { useOrganization } from '../../organization/organization-context.ts';
import { DOOR, permissionsFor } from './permission-words.ts';
import type { RoleView } from './role-view.ts';

/** What the editor of a role holds while somebody fills it in. */
export interface RoleForm {
  readonly scope: RoleScope;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  readonly reason: string;
}

/** What the reader holds in the Organization, or in at least one Space. */
function useHeld(scope: RoleScope): readonly Permission[] {
  const { viewerCan, spaces } = useOrganization();
  return scope === 'ORGANIZATION' ? viewerCan : spaces.flatMap((space) => space.viewerCan);
}

/** The state of the editor: of a role that is there, of a copy of one, or of an empty one. */
export function useRoleForm(role: RoleView | null, from: RoleView | null) {
  const [state, setState] = useState<RoleForm>(() => begin(role, from));
  const held = useHeld(state.scope);
  const set = (change: Partial<RoleForm>) => setState((before) => ({ ...before, ...change }));
  const setScope = (scope: RoleScope) => set({ scope, permissions: [DOOR[scope]] });
  return { state, set, setScope, held };
}

function begin(role: RoleView | null, from: RoleView | null): RoleForm {
  if (role) {
    const { scope, name, description, permissions } = role;
    return { scope, name, description, permissions, reason: '' };
  }
  const scope = from?.scope ?? 'SPACE';
  const possible = permissionsFor(scope);
  const permissions = (from?.permissions ?? [DOOR[scope]]).filter((each) => possible.includes(each));
  return { scope, name: '', description: from?.description ?? '', permissions, reason: '' };
}
