import type { DirectoryQuery } from '../../../gql/graphql.ts';

/** The directory as its page shows it. */
export type DirectoryView = NonNullable<DirectoryQuery['directory']>;

/** A group of the directory. */
export type DirectoryGroupView = DirectoryView['groups'][number];

/** What a directory does, as the audit trail names it. */
export const DIRECTORY_ACTIONS: readonly string[] = [
  ...['directory.create_user', 'directory.update_user', 'directory.delete_user'],
  ...['directory.create_group', 'directory.update_group', 'directory.delete_group'],
];
