import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { RoleKey } from '#schema/permissions.js';
import type { Actor, RequestInfo } from '../actor/actor.js';
import { signPassport } from '../actor/passport.js';
import { createKeyring, type Keyring } from '../crypto/keyring.js';
import { newId } from '../graphql/ids.js';
import type { RouteHead } from '../graphql/route-call.js';
import {
  createSubgraph,
  type Subgraph,
  type SubgraphDefinition,
  type SubgraphOptions,
} from '../graphql/subgraph.js';
import { toActor } from '../actor/resolve.js';
import { cloneDatabase, type ClonedDatabase } from './cluster.js';

/** A person of a test world with a session that has a second factor (and one that has only a password). */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
  readonly halfToken: string;
}

/** An Organization of a test world. */
export interface TestOrganization {
  readonly id: string;
  readonly slug: string;
}

/** A GraphQL answer, as it left the subgraph. */
export interface Answer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly text: string;
  readonly data: Data;
  readonly errors: readonly {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; field?: string; requestId: string; details?: Record<string, unknown> };
  }[];
  readonly extensions: { kopexa?: { session?: { kind: string; token: string } } };
}

/** Somebody at one subgraph, with the passport that the gateway would have signed. */
export interface Speaker {
  run<Data = Record<string, unknown>>(
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<Answer<Data>>;
}

/** A test world on a database of its own: real subgraphs, real logins, real row-level security. */
export interface World {
  readonly db: ClonedDatabase;
  readonly keyring: Keyring;
  readonly passportSecret: Buffer;
  /** Runs SQL as the superuser: for set-up and for looking, never for what a test is about. */
  sql<Row extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ): Promise<Row[]>;
  person(name: string): Promise<Person>;
  organization(slug: string): Promise<TestOrganization>;
  join(
    person: Person,
    organization: TestOrganization,
    role: 'owner' | 'admin' | 'member' | 'guest',
  ): Promise<void>;
  space(organization: TestOrganization, name: string): Promise<string>;
  grant(
    person: Person,
    organization: TestOrganization,
    spaceId: string,
    role: 'manager' | 'editor' | 'commenter' | 'viewer' | 'auditor',
  ): Promise<string>;
  /** Ends a grant now, as revoking does. */
  revoke(grantId: string): Promise<void>;
  actor(
    person: Person | null,
    organization?: TestOrganization | null,
    options?: { half?: boolean },
  ): Promise<Actor>;
  subgraph(name: string): Subgraph;
  /** `world.as(ada, acme).at('content').run('{ … }')`; `null` is somebody who is not signed in. */
  as(
    person: Person | null,
    organization?: TestOrganization | null,
    options?: { half?: boolean; locale?: 'de' | 'en' },
  ): { at(subgraph: string): Speaker };
  close(): Promise<void>;
}

/** What a world is made on when it is not to be made anew: a database that was filled before, with its keys. */
export interface WorldParts {
  readonly db?: ClonedDatabase;
  readonly keyring?: Keyring;
}

/** Builds a world with the given subgraphs on a fresh clone of the migrated database; nothing is outside unless given. */
export async function createWorld(
  definitions: readonly SubgraphDefinition<unknown>[],
  options: Pick<SubgraphOptions, 'outside'> & WorldParts = {},
): Promise<World> {
  const { db: given, keyring = createKeyring(randomBytes(32)), outside } = options;
  const db = given ?? (await cloneDatabase());
  const admin = new pg.Pool({ connectionString: db.adminUrl, max: 2 });
  const gateway = new pg.Pool({ connectionString: db.logins.kopexa_gateway, max: 2 });
  for (const pool of [admin, gateway]) pool.on('error', () => undefined);
  const passportSecret = randomBytes(32);
  const subgraphs = new Map<string, Subgraph>();
  for (const definition of definitions) {
    const databaseUrl = db.logins[`kopexa_${definition.name}`];
    subgraphs.set(
      definition.name,
      await createSubgraph(definition, {
        databaseUrl,
        passportSecret,
        keyring,
        poolSize: 3,
        report: reportUnexpected,
        ...(outside ? { outside } : {}),
      }),
    );
  }
  const sql = async <Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> =>
    (await admin.query<Row>(text, [...params])).rows;

  const world: World = {
    db,
    keyring,
    passportSecret,
    sql,
    ...peopleOf(sql),
    actor: async (person, organization = null, options = {}) => {
      const token = person ? (options.half ? person.halfToken : person.token) : null;
      const { rows } = await gateway.query<{ resolved: unknown }>(
        'SELECT tenancy.resolve_session($1, $2) AS resolved',
        [token ? hash(token) : null, organization?.slug ?? null],
      );
      return toActor(rows[0]!.resolved, 'en');
    },
    subgraph: (name) => {
      const found = subgraphs.get(name);
      if (!found) throw new Error(`This world was made without the subgraph ${name}.`);
      return found;
    },
    as: (person, organization = null, options = {}) => ({
      at: (name) => ({
        run: async <Data>(document: string, variables: Record<string, unknown> = {}) => {
          const actor = {
            ...(await world.actor(person, organization, options)),
            locale: options.locale ?? 'en',
          } as Actor;
          return ask<Data>(world.subgraph(name), actor, passportSecret, document, variables);
        },
      }),
    }),
    close: async () => {
      for (const subgraph of subgraphs.values()) await subgraph.close();
      await gateway.end();
      await admin.end();
      await db.drop();
    },
  };
  return world;
}

/** Where browsers reach the product in tests of a subgraph. */
export const TEST_ORIGIN = 'https://kopexa.example';
const TEST_REQUEST: RequestInfo = {
  ...{ requestId: 'test-request', operation: 'Test', ip: '127.0.0.1', userAgent: 'test', browser: '' },
  ...{ timeZone: 'Europe/Berlin', origin: TEST_ORIGIN },
};

/** Calls an internal route with a passport for exactly this head, as the gateway would. */
export async function callRoute(
  world: Pick<World, 'subgraph' | 'passportSecret'>,
  subgraph: string,
  route: string,
  actor: Actor,
  head: Partial<RouteHead> = {},
  body: ReadableStream<Uint8Array> | null = null,
  signal: AbortSignal = new AbortController().signal,
  info: Partial<RequestInfo> = {},
): Promise<Response> {
  const text = JSON.stringify({ method: 'GET', params: {}, query: {}, headers: {}, json: null, ...head });
  const request: RequestInfo = { ...TEST_REQUEST, operation: route, ...info };
  const passport = signPassport({ actor, request }, subgraph, world.passportSecret, text);
  const answer = await world.subgraph(subgraph).route(route, { passport, head: text, body, signal });
  if (!answer) throw new Error(`${subgraph} has no route ${route}.`);
  return answer;
}

/** Sends one operation to a subgraph with a passport for exactly this body. */
export async function ask<Data>(
  subgraph: Subgraph,
  actor: Actor,
  secret: Buffer,
  query: string,
  variables: Record<string, unknown>,
  request: Partial<RequestInfo> = {},
): Promise<Answer<Data>> {
  const body = JSON.stringify({ query, variables });
  const info: RequestInfo = { ...TEST_REQUEST, ...request };
  const passport = signPassport({ actor, request: info }, subgraph.name, secret, body);
  const { status, body: text } = await subgraph.handle({ passport, body });
  const parsed = JSON.parse(text) as {
    data?: Data;
    errors?: Answer['errors'];
    extensions?: Answer['extensions'];
  };
  return {
    status,
    text,
    data: parsed.data as Data,
    errors: parsed.errors ?? [],
    extensions: parsed.extensions ?? {},
  };
}

type Sql = World['sql'];

function peopleOf(sql: Sql): Pick<World, 'person' | 'organization' | 'join' | 'space' | 'grant' | 'revoke'> {
  return {
    person: async (name) => {
      const id = newId();
      const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${id.slice(-6)}@example.com`;
      await sql('INSERT INTO identity.account (account_id, email, name) VALUES ($1, $2, $3)', [
        id,
        email,
        name,
      ]);
      const person = {
        id,
        name,
        email,
        token: randomBytes(32).toString('base64url'),
        halfToken: randomBytes(32).toString('base64url'),
      };
      await addSession(sql, id, person.token, 2);
      await addSession(sql, id, person.halfToken, 1);
      return person;
    },
    organization: async (slug) => {
      const id = newId();
      await sql('INSERT INTO tenancy.organization (org_id, slug, name) VALUES ($1, $2, $3)', [
        id,
        slug,
        `Organization ${slug}`,
      ]);
      return { id, slug };
    },
    join: async (person, organization, role) => {
      await sql('INSERT INTO tenancy.membership (org_id, account_id, role_key) VALUES ($1, $2, $3)', [
        organization.id,
        person.id,
        `organization.${role}` satisfies RoleKey,
      ]);
    },
    space: async (organization, name) => {
      const id = newId();
      await sql('INSERT INTO tenancy.space (space_id, org_id, name) VALUES ($1, $2, $3)', [
        id,
        organization.id,
        name,
      ]);
      return id;
    },
    grant: async (person, organization, spaceId, role) => {
      const id = newId();
      await sql(
        "INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key) VALUES ($1, $2, $3, 'user', $4, $5)",
        [id, organization.id, spaceId, person.id, `space.${role}` satisfies RoleKey],
      );
      return id;
    },
    revoke: async (grantId) => {
      await sql('UPDATE tenancy.space_grant SET valid_to = now() WHERE grant_id = $1', [grantId]);
    },
  };
}

async function addSession(sql: Sql, accountId: string, token: string, assurance: 1 | 2): Promise<void> {
  await sql(
    "INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, mfa_at) VALUES ($1, $2, $3, $4::smallint, 'password', CASE WHEN $4::smallint = 2 THEN now() END)",
    [newId(), accountId, hash(token), assurance],
  );
}

const hash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** An error that a client would see as INTERNAL is a mistake in the code: shown, so that the test names it. */
function reportUnexpected(error: unknown): void {
  console.error('Unexpected error in a subgraph:', error);
}
