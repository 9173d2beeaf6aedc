import { createHash } from 'node:crypto';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan, type QueryPlanCache } from '@apollo/query-planner';
import { parse } from 'graphql';
import { z } from 'zod';
import type { PersistedOperation } from '../operations/manifest.js';

const planFile = z.object({ supergraph: z.string(), plans: z.record(z.string(), z.custom<QueryPlan>()) });

/** Plans prepared at build, with the hash of the supergraph they were made for. */
export type PreparedPlans = z.infer<typeof planFile>;

/** SHA-256 (hex) by which prepared plans name their supergraph. */
export function supergraphHash(supergraphSdl: string): string {
  return createHash('sha256').update(supergraphSdl).digest('hex');
}

/** Reads the plan file's text; throws when it is none. */
export function parsePlans(text: string): PreparedPlans {
  return planFile.parse(JSON.parse(text));
}

/**
 * Plans operations as the gateway would: cold planning costs 10 to 20 ms an operation, so it is done at build.
 * Plans are plain data and survive JSON; the order of the keys is that of the given operations.
 */
export function preparePlans(
  supergraphSdl: string,
  operations: Readonly<Record<string, Pick<PersistedOperation, 'document' | 'name'>>>,
): PreparedPlans {
  const planOne = plannerFor(supergraphSdl);
  const plans = Object.fromEntries(
    Object.entries(operations).map(([hash, { document, name }]) => [hash, planOne(document, name)]),
  );
  return {
    supergraph: supergraphHash(supergraphSdl),
    plans: z.record(z.string(), z.custom<QueryPlan>()).parse(JSON.parse(JSON.stringify(plans))),
  };
}

function plannerFor(supergraphSdl: string): (document: string, name: string) => QueryPlan {
  const supergraph = Supergraph.build(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  return (document, name) =>
    planner.buildQueryPlan(operationFromDocument(apiSchema, parse(document), { operationName: name }));
}

/** The key under which ApolloGateway looks a plan up: the document's hash and the operation's name. */
export function planKey(hash: string, name: string): string {
  return createHash('sha256').update(hash).update(name).digest('hex');
}

/**
 * The gateway's plan store: prepared plans stay for good, plans of ad-hoc text (development only) are kept up to
 * `adHocLimit`. `clear`, which ApolloGateway calls whenever it loads a supergraph, drops the latter.
 */
export class PlanStore implements QueryPlanCache {
  readonly #prepared: ReadonlyMap<string, QueryPlan>;
  readonly #adHoc = new Map<string, QueryPlan>();

  constructor(
    prepared: PreparedPlans,
    operations: Readonly<Record<string, Pick<PersistedOperation, 'name'>>>,
    private readonly adHocLimit = 500,
  ) {
    this.#prepared = new Map(
      Object.entries(operations).flatMap(([hash, { name }]) => {
        const plan = prepared.plans[hash];
        return plan ? [[planKey(hash, name), plan] as const] : [];
      }),
    );
  }

  get(key: string): Promise<QueryPlan | undefined> {
    return Promise.resolve(this.#prepared.get(key) ?? this.#adHoc.get(key));
  }

  set(key: string, plan: QueryPlan): Promise<void> {
    const oldest = this.#adHoc.size >= this.adHocLimit ? this.#adHoc.keys().next().value : undefined;
    if (oldest !== undefined) this.#adHoc.delete(oldest);
    this.#adHoc.set(key, plan);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean | void> {
    return Promise.resolve(this.#adHoc.delete(key));
  }

  clear(): void {
    this.#adHoc.clear();
  }
}
