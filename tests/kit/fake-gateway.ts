import { randomBytes } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, graphql, parse } from 'graphql';
import type { Actor } from '#runtime/actor/actor.js';
import { verifyPassport, type Passport } from '#runtime/actor/passport.js';
import { compose } from '#runtime/graphql/compose.js';
import { silentLogger } from '#runtime/logging/logger.js';
import { FAKE_SDL } from '#runtime/testing/fake-sdl.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import type { Contracts } from '#gateway/contracts.js';
import { createGateway, type Gateway, type GatewayOptions } from '#gateway/create-gateway.js';
import { preparePlans } from '#gateway/federation/plans.js';
import { inProcess, type LocalSubgraph } from '#gateway/federation/transport.js';
import { collectOperations, operationHash } from '#gateway/operations/collect.js';

/** The operations that the fake client may run, by name. */
export const FAKE_DOCUMENTS = {
  Notes: 'query Notes { notes { id text author { id name } } }',
  Me: 'query Me { me { id name } }',
  Broken: 'query Broken { broken }',
  Write: 'mutation Write($text: String!) { write(text: $text) { id } }',
  SignIn: 'mutation SignIn { signIn }',
  SignOut: 'mutation SignOut { signOut }',
} as const;

/** A call that reached a fake subgraph. */
export interface SeenCall {
  readonly subgraph: string;
  readonly passport: Passport;
  readonly query: string;
}

/** A gateway over the fake subgraphs, listening on a free port, with what they saw. */
export interface FakeGateway {
  readonly gateway: Gateway;
  readonly seen: SeenCall[];
  /** Runs an operation as a browser of our own page would. */
  run(
    name: keyof typeof FAKE_DOCUMENTS,
    options?: { variables?: Record<string, unknown>; headers?: Record<string, string> },
  ): Promise<{ status: number; headers: Headers; text: string; body: FakeAnswer }>;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A GraphQL answer as JSON. */
export interface FakeAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  extensions?: unknown;
}

/** Contracts of the fake product, as `npm run generate` would write them. */
export function fakeContracts(): Contracts {
  const { supergraphSdl, apiSdl } = compose(FAKE_SDL);
  const operations = collectOperations('web', Object.values(FAKE_DOCUMENTS), buildSchema(apiSdl));
  return { supergraphSdl, apiSdl, operations, plans: preparePlans(supergraphSdl, operations) };
}

/** The actor that the fake session resolver answers with. */
export const ADA: Actor = {
  kind: 'user',
  userId: '0197a000-0000-7000-8000-000000000001' as Actor['userId'],
  sessionId: '0197a000-0000-7000-8000-000000000002' as Actor['sessionId'],
  assurance: 2,
  authenticatedBy: 'password',
  org: null,
  context: 'kx1.test',
  locale: 'en',
};

/** Starts a gateway over the fake subgraphs; `options` replace parts of it. */
export async function startFakeGateway(
  options: Partial<GatewayOptions> & { failing?: string[] } = {},
): Promise<FakeGateway> {
  const secrets = { people: randomBytes(32), notes: randomBytes(32), compliance: randomBytes(32) };
  const seen: SeenCall[] = [];
  const subgraphs = FAKE_SDL.map(({ name, sdl }) =>
    fakeSubgraph(name, sdl, secrets[name as 'people'], seen, options.failing ?? []),
  );
  const gateway = await createGateway({
    listener: { host: 'localhost', port: 0 },
    contracts: fakeContracts(),
    transport: inProcess(subgraphs),
    secrets,
    resolveSession: (_token, _slug, locale) => Promise.resolve({ ...ADA, locale }),
    resolveService: () => Promise.resolve({ actor: null, refused: 'token' }),
    staticDirectory: null,
    logger: silentLogger,
    metrics: createMetrics({ process: 'test' }),
    ...options,
  });
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kopexa-client': 'web', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    gateway,
    seen,
    post,
    run: async (name, { variables = {}, headers } = {}) => {
      const sha256Hash = operationHash(FAKE_DOCUMENTS[name]);
      const response = await post(
        { variables, extensions: { persistedQuery: { version: 1, sha256Hash } } },
        headers,
      );
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: JSON.parse(text) as FakeAnswer,
      };
    },
  };
}

function fakeSubgraph(
  name: string,
  sdl: string,
  secret: Buffer,
  seen: SeenCall[],
  failing: string[],
): LocalSubgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: RESOLVERS[name] as never }]);
  return {
    name,
    route: () => Promise.resolve(null),
    handle: async ({ passport, body }) => {
      if (failing.includes(name)) throw new Error('connect ECONNREFUSED 10.0.0.7:4100');
      const verified = verifyPassport(passport, name, secret, body);
      if (!verified) return { status: 401, body: '{"errors":[{"message":"no"}]}' };
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
      seen.push({ subgraph: name, passport: verified, query });
      const result = await graphql({ schema, source: query, variableValues: variables });
      const errors = result.errors?.map((error) => ({
        message: error.message,
        path: error.path,
        extensions: error.extensions,
      }));
      const effect = EFFECTS.find(([mark]) => query.includes(mark))?.[1];
      return {
        status: 200,
        body: JSON.stringify({
          ...result,
          ...(errors ? { errors } : {}),
          ...(effect ? { extensions: { kopexa: { session: effect } } } : {}),
        }),
      };
    },
  };
}

/** The token that the fake sign-in sets. */
export const FAKE_TOKEN = 'fake-session-token-0123456789abcdef';

const EFFECTS: readonly (readonly [string, object])[] = [
  ['signIn', { kind: 'set', token: FAKE_TOKEN, expiresAt: '2099-01-01T00:00:00.000Z' }],
  ['signOut', { kind: 'clear' }],
];

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), {
    extensions: { code, secretDetail: 'internal', details: { kept: 1 }, field: 'input.x' },
  });
}

const RESOLVERS: Record<string, object> = {
  people: {
    Query: { me: () => ({ id: 'ada', name: 'Ada' }) },
    Person: {
      __resolveReference: async ({ id }: { id: string }) => {
        await Promise.resolve();
        if (id === 'gone') throw coded('NOT_FOUND', 'This person is gone.');
        return { id, name: id.toUpperCase() };
      },
    },
    Mutation: { signIn: () => true, signOut: () => true },
  },
  notes: {
    Query: {
      notes: () => [
        { id: '1', text: 'one', author: { id: 'ada' } },
        { id: '2', text: 'two', author: { id: 'gone' } },
        { id: '3', text: 'three', author: { id: 'bob' } },
      ],
      broken: () => {
        throw coded('SQL_EXPLODED', 'relation "secret_table" does not exist');
      },
    },
    Mutation: { write: (_parent: unknown, { text }: { text: string }) => ({ id: text, text }) },
  },
};
