import { useAnswer } from '../../client/use-answer.ts';
import { GrantableRolesDocument, OrganizationRolesDocument } from '../../gql/graphql.ts';
import type { RoleChoice } from '../../ui/role-select.tsx';

const NONE: readonly RoleChoice[] = [];

/** The roles of the Organization that the reader may give. */
export function useOrganizationRoles(): readonly RoleChoice[] {
  const roles = useAnswer(OrganizationRolesDocument, {}).data?.organization?.roles;
  return roles?.filter(({ canGive }) => canGive) ?? NONE;
}

/** The roles that the reader may give in a Space; none without one. */
export function useGrantableRoles(spaceId: string | null): readonly RoleChoice[] {
  const answer = useAnswer(GrantableRolesDocument, { spaceId: spaceId ?? '' }, { pause: spaceId === null });
  return (spaceId === null ? null : answer.data?.space?.grantableRoles) ?? NONE;
}
