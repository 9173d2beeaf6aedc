import type { FileDetailsQuery, FileLineFragment } from '../../gql/graphql.ts';

/** A file as lists show it. */
export type FileView = FileLineFragment;

/** A file with all that is known about it and every version it had. */
export type FileDetails = NonNullable<FileDetailsQuery['file']>;
