import { buildSchema } from 'graphql';
import { readContracts, type Contracts } from '#gateway/contracts.js';
import { createGateway, type Gateway, type GatewayOptions } from '#gateway/create-gateway.js';
import { inProcess } from '#gateway/federation/transport.js';
import { operationHash } from '#gateway/operations/collect.js';
import { openSessionResolver } from '#runtime/db/session-resolver.js';
import { silentLogger } from '#runtime/logging/logger.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import type { World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import type { Fault } from './fault.js';
import type { Asker } from './people.js';
import { questionsAbout, type Question } from './questions.js';

const UNLIMITED = { burst: 1e9, perSecond: 1e9 };

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** The real gateway over a world's subgraphs, which knows the operations of the client `probe` and no others. */
export interface ProbeDoor {
  readonly url: string;
  ask(question: Question, variables: Record<string, unknown>, asker: Asker): Promise<Reply>;
  close(): Promise<void>;
}

/** The committed API with questions about all of it. */
export interface ProbeContracts {
  readonly contracts: Contracts;
  readonly questions: readonly Question[];
}

/** The part of the contracts that some questions need: fewer plans to make. */
export function narrowed({ contracts, questions }: ProbeContracts, wanted: RegExp): ProbeContracts {
  const kept = questions.filter(({ field }) => wanted.test(field));
  const hashes = new Set(kept.map(({ document }) => operationHash(document)));
  const operations = Object.fromEntries(
    Object.entries(contracts.operations).filter(([hash]) => hashes.has(hash)),
  );
  return { contracts: { ...contracts, operations }, questions: kept };
}

/** Makes the manifest of the client `probe` from the composed API: it exists in the memory of this run only. */
export function probeContracts(): ProbeContracts {
  const committed = readContracts('schema');
  const questions = questionsAbout(buildSchema(committed.apiSdl));
  const operations = Object.fromEntries(
    questions.map(({ document, kind, field }) => [
      operationHash(document),
      { document, name: 'Probe', client: 'probe', kind, rootFields: [field], cost: 1 },
    ]),
  );
  return { contracts: { ...committed, operations }, questions };
}

/** Opens the gateway; the caller closes it before the world. */
export async function openProbeDoor(
  world: World,
  { contracts }: ProbeContracts,
  fault: Fault['gateway'] = undefined,
): Promise<ProbeDoor> {
  const sessions = openSessionResolver(world.db.logins.kopexa_gateway, 4);
  const resolveSession: GatewayOptions['resolveSession'] = (...args) => sessions.resolve(...args);
  const names = SUBGRAPHS.map(({ name }) => name);
  const gateway: Gateway = await createGateway({
    listener: { host: 'localhost', port: 0 },
    contracts,
    transport: inProcess(names.map((name) => ({ ...world.subgraph(name), name }))),
    secrets: Object.fromEntries(names.map((name) => [name, world.passportSecret])),
    resolveSession,
    resolveService: (...args) => sessions.resolveService(...args),
    staticDirectory: null,
    logger: silentLogger,
    metrics: createMetrics({ process: 'proof' }),
    rateLimits: { byAddress: UNLIMITED, bySession: UNLIMITED },
    ...fault?.({ resolveSession }),
  });
  return {
    url: gateway.url,
    ask: (question, variables, asker) => post(gateway.url, question, variables, asker),
    close: async () => {
      await gateway.close();
      await sessions.close();
    },
  };
}

async function post(
  url: string,
  { document }: Question,
  variables: Record<string, unknown>,
  { person, organization, half }: Asker,
): Promise<Reply> {
  const token = half ? person?.halfToken : person?.token;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-kopexa-client': 'probe',
      'x-kopexa-org': organization.slug,
      ...(token ? { cookie: `kopexa_session_${new URL(url).port}=${token}` } : {}),
    },
    body: JSON.stringify({
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: operationHash(document) } },
    }),
  });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return { status: response.status, text: `${headers}\n\n${await response.text()}` };
}
