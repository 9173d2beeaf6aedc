import type { Keyring } from '#runtime/crypto/keyring.js';
import type { Outside } from '#runtime/egress/outside.js';
import { createSubgraph, type Subgraph, type SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import type { Logger } from '#runtime/logging/logger.js';
import type { Closing } from './closing.js';

/** What a subgraph runs on, in one process with the others or in one of its own. */
export interface SubgraphParts {
  /** Connection string of its own login. */
  readonly databaseUrl: string;
  readonly passportSecret: Buffer;
  readonly keyring: Keyring;
  readonly outside: Outside;
  readonly logger: Logger;
}

/** Opens a subgraph. */
export async function openSubgraph(
  definition: SubgraphDefinition<unknown>,
  { logger, ...own }: SubgraphParts,
  closing: Closing[],
): Promise<Subgraph> {
  const subgraph = await createSubgraph(definition, {
    ...own,
    report: (error, requestId) =>
      logger.error({ subgraph: definition.name, requestId, err: error }, 'An unexpected error.'),
  });
  closing.push(() => subgraph.close());
  return subgraph;
}
