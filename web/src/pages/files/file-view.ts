import type { FileLineFragment } from '../../gql/graphql.ts';

/** A file as lists show it. */
export type FileView = FileLineFragment;
