import type { MembersQuery } from '../../gql/graphql.ts';

/** A member as the list shows them. */
export type MemberView = NonNullable<MembersQuery['organization']>['members']['edges'][number]['node'];
