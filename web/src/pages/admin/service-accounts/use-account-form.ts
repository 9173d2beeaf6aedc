import { useState } from 'react';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { givable, initialState, type FormState } from './form-state.ts';
import type { ServiceAccountView } from './service-account-view.ts';

/** The state of the form, and what may be chosen in it: of what the viewer may give. */
export function useAccountForm(account: ServiceAccountView | undefined, preset: Partial<FormState> = {}) {
  const { viewerCan, spaces } = useOrganization();
  const permissions = givable(viewerCan);
  const shareable = spaces.filter((space) => can(space.viewerCan, 'SPACE_SHARE'));
  const [state, setState] = useState<FormState>(() => ({
    ...initialState(
      account,
      { permissions: permissions.map(({ value }) => value), spaceIds: shareable.map(({ id }) => id) },
      new Date(),
    ),
    ...preset,
  }));
  const set = (change: Partial<FormState>) => setState((before) => ({ ...before, ...change }));
  return { state, set, permissions, shareable };
}

/** The form with what may be chosen in it. */
export type AccountForm = ReturnType<typeof useAccountForm>;
