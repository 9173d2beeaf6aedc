import { readContracts } from '#gateway/contracts.js';
import { createGateway, type Gateway, type GatewayOptions } from '#gateway/create-gateway.js';
import { inProcess } from '#gateway/federation/transport.js';
import type { PersistedOperation } from '#gateway/operations/manifest.js';
import { openSessionResolver } from '#runtime/db/session-resolver.js';
import { silentLogger } from '#runtime/logging/logger.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import type { Person, TestOrganization, World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';

const UNLIMITED = { burst: 1e9, perSecond: 1e9 };

/** What came back through the front door. */
export interface DoorAnswer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string | null;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

/** Who knocks: a person of the world, or the cookie that they were given. */
export interface Visitor {
  readonly person?: Person | null;
  readonly cookie?: string;
  /** Of a service account, instead of a session. */
  readonly token?: string;
  readonly organization?: TestOrganization | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The gateway over a world's real subgraphs, with the committed contracts. */
export interface FrontDoor {
  readonly gateway: Gateway;
  /** The operations of every client by name. */
  readonly operations: ReadonlyMap<string, PersistedOperation & { readonly hash: string }>;
  /** Runs an operation, saying that one is its client. */
  run(name: string, variables: Record<string, unknown>, visitor: Visitor): Promise<DoorAnswer>;
  close(): Promise<void>;
}

/** Opens a gateway for a world on a free port; the caller closes it before the world. */
export async function openFrontDoor(
  world: World,
  options: Partial<Pick<GatewayOptions, 'rightsEveryMs' | 'transport' | 'resolveSession'>> = {},
): Promise<FrontDoor> {
  const contracts = readContracts('schema');
  const sessions = openSessionResolver(world.db.logins.kopexa_gateway, 2);
  const gateway = await createGateway({
    listener: { host: 'localhost', port: 0 },
    contracts,
    transport: inProcess(SUBGRAPHS.map(({ name }) => ({ ...world.subgraph(name), name }))),
    secrets: Object.fromEntries(SUBGRAPHS.map(({ name }) => [name, world.passportSecret])),
    resolveSession: (...args) => sessions.resolve(...args),
    resolveService: (...args) => sessions.resolveService(...args),
    staticDirectory: null,
    logger: silentLogger,
    metrics: createMetrics({ process: 'test' }),
    rateLimits: { byAddress: UNLIMITED, bySession: UNLIMITED },
    ...options,
  });
  const operations = new Map(
    Object.entries(contracts.operations)
      .filter(([, { retiredAt }]) => retiredAt === undefined)
      .map(([hash, operation]) => [operation.name, { ...operation, hash }]),
  );
  return {
    gateway,
    operations,
    run: (name, variables, visitor) => {
      const operation = operations.get(name);
      if (!operation) throw new Error(`No client has an operation ${name}.`);
      return knock(gateway.url, operation, variables, visitor);
    },
    close: async () => {
      await gateway.close();
      await sessions.close();
    },
  };
}

async function knock(
  url: string,
  { hash: sha256Hash, client }: PersistedOperation & { readonly hash: string },
  variables: object,
  visitor: Visitor,
): Promise<DoorAnswer> {
  const session = visitor.person ? `kopexa_session_${new URL(url).port}=${visitor.person.token}` : '';
  const cookie = visitor.cookie ?? session;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-kopexa-client': client,
      ...(visitor.token ? { authorization: `Bearer ${visitor.token}` } : { cookie }),
      ...(visitor.organization ? { 'x-kopexa-org': visitor.organization.slug } : {}),
      ...visitor.headers,
    },
    body: JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Partial<Pick<DoorAnswer, 'data' | 'errors'>>;
  const given = response.headers.get('set-cookie')?.split(';')[0] ?? null;
  return { status: response.status, text, cookie: given, data, errors };
}
