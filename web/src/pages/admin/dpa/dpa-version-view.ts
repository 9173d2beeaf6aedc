import type { DpaVersionsQuery } from '../../../gql/graphql.ts';

/** A version as the operator keeps it. */
export type DpaVersionView = DpaVersionsQuery['dpaVersions'][number];
