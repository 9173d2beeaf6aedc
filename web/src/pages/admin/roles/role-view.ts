import type { RoleRowFragment, RoleHistoryQuery } from '../../../gql/graphql.ts';

/** A role in the list. */
export type RoleView = RoleRowFragment;

/** One version of a role. */
export type RoleVersionView = NonNullable<
  NonNullable<RoleHistoryQuery['organization']>['role']
>['versions'][number];

/** How often a role is given, all told. */
export function holdersOf({ holders }: Pick<RoleView, 'holders'>): number {
  return holders.people + holders.groups + holders.serviceAccounts + holders.invitations;
}
