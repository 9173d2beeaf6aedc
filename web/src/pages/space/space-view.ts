import type { SpaceQuery } from '../../gql/graphql.ts';

/** A Space as its page shows it. */
export type SpaceView = NonNullable<SpaceQuery['space']>;
