import { createContext, use } from 'react';
import type { OrganizationQuery, Permission } from '../../gql/graphql.ts';

/** The Organization of the address, as its viewer sees it. */
export type OrganizationView = NonNullable<OrganizationQuery['organization']>;

/** Set by the frame; pages below it read it through the hooks. */
export const OrganizationContext = createContext<OrganizationView | null>(null);

/** The Organization at hand. */
export function useOrganization(): OrganizationView {
  const organization = use(OrganizationContext);
  if (!organization) throw new Error('useOrganization needs the frame above it.');
  return organization;
}

/** Whether the server lets the person do something: `can(document.viewerCan, 'DOCUMENT_PUBLISH')`. */
export function can(viewerCan: readonly Permission[] | undefined, permission: Permission): boolean {
  return viewerCan?.includes(permission) ?? false;
}
