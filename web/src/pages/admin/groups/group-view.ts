import type { GroupPageQuery, GroupsQuery } from '../../../gql/graphql.ts';

/** A group as its page shows it. */
export type GroupView = NonNullable<GroupPageQuery['group']>;

/** A person in a group. */
export type GroupMemberView = GroupView['members'][number];

/** A group as the list shows it. */
export type GroupRowView = NonNullable<GroupsQuery['organization']>['groups'][number];
