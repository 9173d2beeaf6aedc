import { buildSchema } from 'graphql';
import { readContracts, type Contracts } from '#gateway/contracts.js';
import { createGateway, type Gateway, type GatewayOptions } from '#gateway/create-gateway.js';
import { inProcess } from '#gateway/federation/transport.js';
import { operationHash } from '#gateway/operations/collect.js';
import type { PersistedOperation } from '#gateway/operations/manifest.js';
import { openSessionResolver } from '#runtime/db/session-resolver.js';
import { silentLogger } from '#runtime/logging/logger.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import type { World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import type { Fault } from './fault.js';
import type { Asker } from './asker.js';
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

/** Tools bring a token and have operations of their own; they are asked what lies near the root, and every write. */
export const isForTools = ({ path, openedAt }: Pick<Question, 'path' | 'openedAt'>): boolean =>
  /^\.?(edges\.node)?$/.test(path.slice(openedAt.length));

const forTools = ({ document }: Pick<Question, 'document'>): string => `${document}\n`;

/** The part of the contracts that some questions need: fewer plans to make. */
export function narrowed({ contracts, questions }: ProbeContracts, wanted: RegExp): ProbeContracts {
  const kept = questions.filter(({ field }) => wanted.test(field));
  const hashes = new Set(
    kept.flatMap((each) => [each.document, forTools(each)].map((text) => operationHash(text))),
  );
  const operations = Object.fromEntries(
    Object.entries(contracts.operations).filter(([hash]) => hashes.has(hash)),
  );
  return { contracts: { ...contracts, operations }, questions: kept };
}

/** Makes the manifest of the client `probe` from the composed API: it exists in the memory of this run only. */
export function probeContracts(): ProbeContracts {
  const committed = readContracts('schema');
  const questions = questionsAbout(buildSchema(committed.apiSdl));
  const entry = (
    document: string,
    { kind, field }: Question,
    client: string,
  ): [string, PersistedOperation] => [
    operationHash(document),
    { document, name: 'Probe', client, kind, rootFields: [field], cost: 1 },
  ];
  const operations = Object.fromEntries(
    questions.flatMap((question) => [
      entry(question.document, question, 'probe'),
      ...(isForTools(question) ? [entry(forTools(question), question, 'tools')] : []),
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
    rateLimits: {
      ...{ byAddress: UNLIMITED, bySession: UNLIMITED, byAccount: UNLIMITED, byWrongToken: UNLIMITED },
    },
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
  question: Question,
  variables: Record<string, unknown>,
  { person, organization, half, token: bearer }: Asker,
): Promise<Reply> {
  const document = bearer ? forTools(question) : question.document;
  const token = bearer ? undefined : half ? person?.halfToken : person?.token;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-kopexa-client': bearer ? 'tools' : 'probe',
      'x-kopexa-org': organization.slug,
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
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
