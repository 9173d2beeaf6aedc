import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '#runtime/logging/logger.js';
import { readContracts } from './contracts.js';
import { createExecutor } from './federation/executor.js';
import { preparePlans } from './federation/plans.js';
import type { SubgraphCall, Transport } from './federation/transport.js';
import { describe as describeOperation, operationHash } from './operations/collect.js';

const contracts = readContracts('schema');
const operations = Object.entries(contracts.operations);
const NAMES = ['identity', 'tenancy', 'content', 'files', 'ai', 'compliance'];

describe('The committed contracts', () => {
  it('hold a plan for every operation, the same that the planner makes now', () => {
    const { supergraph, plans } = preparePlans(contracts.supergraphSdl, contracts.operations);
    expect(operations.length).toBeGreaterThan(20);
    expect(contracts.plans).toEqual({ supergraph, plans });
  });

  it('name every operation by the hash of its text and describe it as it is', () => {
    const schema = buildSchema(contracts.apiSdl);
    for (const [hash, { retiredAt: _retired, ...operation }] of operations) {
      expect(operationHash(operation.document)).toBe(hash);
      expect(describeOperation(operation.client, operation.document, schema)).toEqual(operation);
    }
  });

  it('ask every subgraph at most once on a level: no page costs a fetch an object', () => {
    for (const [hash, { name }] of operations) {
      const fetches = JSON.stringify(contracts.plans?.plans[hash]).split('"kind":"Fetch"').length - 1;
      expect(fetches, name).toBeLessThanOrEqual(12);
    }
  });

  it('serve the gateway without planning at start, and a plan read from JSON is executed like a fresh one', async () => {
    const run = async (plans: typeof contracts.plans): Promise<{ planned: number; calls: string[] }> => {
      const calls: string[] = [];
      const transport: Transport = {
        send: (subgraph: string, { body }: SubgraphCall) => {
          calls.push(`${subgraph} ${body}`);
          return Promise.resolve({ status: 200, body: '{"data":null}' });
        },
        route: () => Promise.resolve(new Response()),
        close: () => Promise.resolve(),
      };
      const secrets = Object.fromEntries(NAMES.map((name) => [name, Buffer.alloc(32)]));
      const executor = await createExecutor({
        ...contracts,
        plans,
        transport,
        secrets,
        logger: silentLogger,
        observe: () => undefined,
      });
      for (const [, { document, name }] of withoutVariables) {
        await executor.execute(
          { document, operationName: name, variables: {} },
          {
            actor: ANYBODY,
            request: REQUEST,
            signal: new AbortController().signal,
            effects: { session: null },
          },
        );
      }
      await executor.close();
      return { planned: executor.plannedAtStart, calls };
    };
    const prepared = await run(contracts.plans);
    const fresh = await run(null);
    expect([prepared.planned, fresh.planned]).toEqual([0, operations.length]);
    expect(prepared.calls.length).toBeGreaterThan(0);
    expect(prepared.calls).toEqual(fresh.calls);
  });
});

const withoutVariables = operations.filter(([, { document }]) => !document.includes('$'));
const ANYBODY = {
  kind: 'anonymous',
  userId: null,
  sessionId: null,
  assurance: 0,
  authenticatedBy: null,
  org: null,
  context: '',
  locale: 'en',
} as const;
const REQUEST = {
  requestId: 'r',
  operation: 'o',
  ip: '::1',
  userAgent: '',
  timeZone: 'UTC',
  origin: '',
  browser: '',
};
