import { hash, randomBytes } from 'node:crypto';
import { newId } from '#runtime/graphql/ids.js';
import {
  ask,
  callRoute,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import type { Asserted, SaidOutcome } from './sso-double.js';

/** What a connection of a test is made of; the rest is usual. */
export interface GivenConnection {
  readonly kind: 'saml' | 'oidc' | 'oauth';
  /** Of its kind, over the common parts. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly newcomers?: Readonly<Record<string, unknown>>;
  readonly secret?: Readonly<Record<string, string>>;
  readonly status?: 'draft' | 'active' | 'off';
  readonly name?: string;
  readonly preset?: string;
}

const COMMON = {
  mapping: { email: 'email', name: 'name', groups: 'groups' },
  newcomers: { allowed: true, role: 'organization.member', ceiling: 'organization.member', rules: [] },
  acceptedAssurance: [],
};

/** Sets a connection up as somebody who is an owner would have: tested, and switched on by them. Returns its id. */
export async function giveConnection(
  world: Pick<World, 'sql' | 'keyring'>,
  organization: TestOrganization,
  owner: Person,
  given: GivenConnection,
): Promise<string> {
  const id = newId();
  const { kind, config, secret = { clientSecret: 'secret' }, status = 'active', newcomers } = given;
  const whole = {
    ...COMMON,
    ...(newcomers ? { newcomers: { ...COMMON.newcomers, ...newcomers } } : {}),
    ...config,
  };
  await world.sql(
    `INSERT INTO identity.connection (connection_id, org_id, name, kind, preset, status, version, latest_version,
         tested_version, created_by, activated_by, activated_at, activated_as_owner, activated_with)
       VALUES ($1, $2, $3, $4, $5, $6, 1, 1, 1, $7, $7, now(), true, tenancy.org_permissions_of($2, $7))`,
    [id, organization.id, given.name ?? 'Company sign-in', kind, given.preset ?? 'generic', status, owner.id],
  );
  await world.sql(
    `INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, author_id, reason)
       VALUES ($1, $2, 1, $3, $4, $5, 'Test')`,
    [
      organization.id,
      id,
      JSON.stringify(whole),
      world.keyring.seal('connection', Buffer.from(JSON.stringify(secret)), id),
      owner.id,
    ],
  );
  return id;
}

/** Proves a domain for an Organization, and leads its people to a connection. */
export async function giveDomain(
  world: Pick<World, 'sql'>,
  organization: TestOrganization,
  owner: Person,
  domain: string,
  connectionId: string | null,
): Promise<void> {
  await world.sql(
    `INSERT INTO identity.domain (domain_id, org_id, domain, challenge, connection_id, verified_at, created_by)
       VALUES (uuidv7(), $1, $2, 'a challenge of some length', $3, now(), $4)`,
    [organization.id, domain, connectionId, owner.id],
  );
}

const START = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
const FINISH = 'mutation($input: FinishSsoInput!) { finishSso(input: $input) { next name returnPath } }';

/** A browser: what it is known again by, and whose session it has. */
export interface Browser {
  readonly id: string;
  readonly person: Person | null;
}

/** A browser of nobody, or of somebody who is signed in. */
export const newBrowser = (person: Person | null = null): Browser => ({
  id: hash('sha256', randomBytes(32), 'base64url'),
  person,
});

/** Whoever holds this session token, for `world.as`. */
export const holder = (token: string): Person => ({ id: '', name: '', email: '', token, halfToken: token });

/** Runs an operation of identity in a browser. */
export async function inBrowser(
  world: World,
  browser: Browser,
  document: string,
  variables: Record<string, unknown>,
  organization: TestOrganization | null = null,
): Promise<Answer> {
  const actor = await world.actor(browser.person, organization);
  return ask(world.subgraph('identity'), actor, world.passportSecret, document, variables, {
    browser: browser.id,
  });
}

/** Begins a sign-in; returns the state with which the counterpart sends the browser back. */
export async function begin(
  world: World,
  browser: Browser,
  connectionId: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { data, errors } = await inBrowser(world, browser, START, { input: { connectionId, ...more } });
  const start = data?.['startSso'] as { redirectUrl: string } | null | undefined;
  if (!start) throw new Error(JSON.stringify(errors));
  return new URL(start.redirectUrl).searchParams.get('state') ?? '';
}

/** The counterpart's answer at the endpoint of the connection that asked (or of `at`); where the browser is sent. */
export async function comeBack(
  world: World,
  browser: Browser,
  state: string,
  judged: SaidOutcome | 'fail' | Asserted,
  at?: string,
): Promise<string> {
  const said =
    typeof judged === 'object' && 'subject' in judged ? { ok: true, assertion: judged, checks: [] } : judged;
  const [attempt] = await world.sql<{ connection_id: string }>(
    'SELECT connection_id FROM identity.sso_attempt WHERE state_hash = $1',
    [hash('sha256', state, 'buffer')],
  );
  const id = at ?? attempt?.connection_id ?? newId();
  const head = { method: 'GET', params: { id }, query: { state, judged: JSON.stringify(said) } };
  const signal = new AbortController().signal;
  const actor = await world.actor(browser.person);
  const info = { browser: browser.id };
  const answer = await callRoute(world, 'identity', 'sso-callback', actor, head, null, signal, info);
  return `${answer.status} ${answer.headers.get('location') ?? ''}`;
}

/** The handle in the place where a browser was sent. */
export const arrivalIn = (place: string): string =>
  new URL(place.replace(/^303 /, ''), 'https://kopexa.example').searchParams.get('arrival') ?? '';

/** Shows an arrival to the product. */
export const finish = (
  world: World,
  browser: Browser,
  arrival: string,
  more: Record<string, unknown> = {},
): Promise<Answer> => inBrowser(world, browser, FINISH, { input: { arrival, ...more } });

/** The whole way in, with what the counterpart asserts; the answer of the last step. */
export async function comeBySso(
  world: World,
  connectionId: string,
  assertion: Asserted,
  browser: Browser = newBrowser(),
): Promise<Answer> {
  const state = await begin(world, browser, connectionId);
  return finish(world, browser, arrivalIn(await comeBack(world, browser, state, assertion)));
}

/** The token of the session that an answer began. */
export function tokenOf({ extensions, errors }: Answer): string {
  const token = extensions.kopexa?.session?.token;
  if (!token) throw new Error(`No session: ${JSON.stringify(errors)}`);
  return token;
}

/** An arrival as our endpoint would have left it for a browser; returns its handle. */
export async function leaveArrival(
  world: Pick<World, 'sql' | 'keyring'>,
  connectionId: string,
  browser: Browser,
  assertion: Asserted,
  purpose: 'sign_in' | 'test' = 'sign_in',
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const handle = hash('sha256', token, 'buffer');
  const said = JSON.stringify({ ok: true, assertion, checks: [] });
  await world.sql('SELECT identity.keep_arrival($1, $2, 1, $3, $4, $5, $6, $7)', [
    ...[handle, connectionId, purpose, purpose === 'test' ? browser.person?.id : null],
    Buffer.from(browser.id, 'base64url'),
    world.keyring.seal('sso-arrival', Buffer.from(said), handle.toString('hex')),
    '/',
  ]);
  return token;
}
