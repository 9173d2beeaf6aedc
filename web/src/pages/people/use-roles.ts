import { useAnswer, type Answer } from '../../client/use-answer.ts';
import { GrantableRolesDocument, OrganizationRolesDocument } from '../../gql/graphql.ts';
import type { RoleChoice } from '../../ui/role-select.tsx';

const NONE: readonly RoleChoice[] = [];

/** Roles to choose from, and why there are none when they could not be read. */
export interface RoleChoices extends Pick<Answer<unknown>, 'failure' | 'reload'> {
  readonly roles: readonly RoleChoice[];
}

/** The roles of the Organization that the reader may give. */
export function useOrganizationRoles(): RoleChoices {
  const answer = useAnswer(OrganizationRolesDocument, {});
  const roles = answer.data?.organization?.roles.filter(({ canGive }) => canGive) ?? NONE;
  return { roles, ...unread(answer) };
}

/** The roles that the reader may give in a Space; none without one. */
export function useGrantableRoles(spaceId: string | null): RoleChoices {
  const answer = useAnswer(GrantableRolesDocument, { spaceId: spaceId ?? '' }, { pause: spaceId === null });
  const roles = (spaceId === null ? null : answer.data?.space?.grantableRoles) ?? NONE;
  return { roles, ...unread(answer) };
}

/** What was read before stays of use while it cannot be read again. */
const unread = ({ data, failure, reload }: Answer<unknown>) => ({ failure: data ? null : failure, reload });
