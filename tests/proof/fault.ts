import type pg from 'pg';
import type { GatewayOptions } from '#gateway/create-gateway.js';
import type { Subgraph, SubgraphDefinition } from '#runtime/graphql/subgraph.js';

/** A mistake that somebody might make, seeded one at a time to see that the run notices it. */
export interface Fault {
  readonly name: string;
  /** Root fields that touch it; the others are not asked. */
  readonly asks: RegExp;
  /** Changes the database, as a superuser. */
  readonly database?: (client: pg.Client) => Promise<void>;
  /** Takes back what outlives the database: roles belong to the cluster. */
  readonly undo?: (client: pg.Client) => Promise<void>;
  /** Changes how subgraphs are declared. */
  readonly definitions?: (
    definitions: readonly SubgraphDefinition<unknown>[],
  ) => readonly SubgraphDefinition<unknown>[];
  /** Changes a subgraph on its way to the gateway. */
  readonly subgraph?: (subgraph: Subgraph, secret: Buffer) => Subgraph;
  /** Changes the gateway. */
  readonly gateway?: (options: Pick<GatewayOptions, 'resolveSession'>) => Partial<GatewayOptions>;
  /** Changes the process; returns what takes it back. */
  readonly process?: () => () => void;
}
