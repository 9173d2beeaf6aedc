import { createHash, randomBytes } from 'node:crypto';
import {
  ask,
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { openFrontDoor, type FrontDoor } from '../front-door.js';
import { giveConnection, giveDomain } from '../sso.js';
import { startHostileOp, type HostileOp } from './hostile-op.js';
import { OIDC_CLIENT } from './oidc.js';
import { fetchTo, makeTestAuthority, outsideWith } from './tls.js';

/** A browser by its cookie. */
export interface CookieBrowser {
  readonly token: string;
  /** As subgraphs know it. */
  readonly id: string;
}

/** A browser that was never here. */
export function cookieBrowser(): CookieBrowser {
  const token = randomBytes(32).toString('base64url');
  return { token, id: createHash('sha256').update(token).digest('base64url') };
}

/** Where the product sent a browser that came back from a provider. */
export interface CameBack {
  readonly status: number;
  readonly location: string;
  /** Everything that the browser gets, but for what differs with every request. */
  readonly seen: string;
  readonly requestId: string;
}

/** Two Organizations whose people sign in by hostile providers, behind the product's front door. */
export interface OidcDoor {
  readonly world: World;
  readonly door: FrontDoor;
  readonly acme: TestOrganization;
  readonly rival: TestOrganization;
  readonly owner: Person;
  readonly op: HostileOp;
  /** Of the other Organization. */
  readonly evil: HostileOp;
  readonly connection: string;
  readonly evilConnection: string;
  /** Begins a sign-in; where the browser is to go. */
  start(browser: CookieBrowser, connection: string, more?: Record<string, unknown>): Promise<string>;
  /** At the redirect URI of Acme's connection, or of `at`. */
  comeBack(browser: CookieBrowser, query: URLSearchParams | string, at?: string): Promise<CameBack>;
  finish(browser: CookieBrowser, location: string): Promise<Answer>;
  /** What the trail says of a refusal: the check, and whose trail it is. */
  reason(requestId: string): Promise<{ readonly code: string; readonly org_id: string | null } | undefined>;
  close(): Promise<void>;
}

const START = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
const FINISH = 'mutation($input: FinishSsoInput!) { finishSso(input: $input) { next returnPath } }';

/** Opens it; the caller closes it. With `isSilent`, the providers do not say in redirects who they are (RFC 9207). */
export async function openOidcDoor(isSilent = false): Promise<OidcDoor> {
  const authority = await makeTestAuthority();
  const nele = { sub: 'nele-17', email: 'nele@acme.example', email_verified: true, name: 'Nele Neu' };
  const [op, evil] = [
    await startHostileOp(authority, nele, isSilent),
    await startHostileOp(authority, nele, isSilent),
  ];
  const world = await createWorld(SUBGRAPHS, {
    outside: outsideWith(fetchTo(authority, [op.peer, evil.peer])),
  });
  const door = await openFrontDoor(world);
  const [acme, rival] = [await world.organization('acme'), await world.organization('rival')];
  const [owner, other] = [await world.person('Olga Eigen'), await world.person('Eve Fremd')];
  await world.join(owner, acme, 'owner');
  await world.join(other, rival, 'owner');
  const connection = await giveConnection(world, acme, owner, connectionTo(op));
  await giveDomain(world, acme, owner, 'acme.example', connection);
  const evilConnection = await giveConnection(world, rival, other, connectionTo(evil));
  const asked = async (browser: CookieBrowser, document: string, input: object): Promise<Answer> =>
    ask(
      world.subgraph('identity'),
      await world.actor(null),
      world.passportSecret,
      document,
      { input },
      {
        browser: browser.id,
        // Nobody is slowed down here for how often a test tries.
        ip: `2001:4860:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`,
        origin: door.gateway.url,
      },
    );
  return {
    ...{ world, door, acme, rival, owner, op, evil, connection, evilConnection },
    start: async (browser, connectionId, more = {}) => {
      // However often a test tries, each refusal gets an entry of its own.
      await world.sql('DELETE FROM identity.attempt');
      const { data, errors } = await asked(browser, START, { connectionId, ...more });
      const started = data['startSso'] as { redirectUrl: string } | null;
      if (!started) throw new Error(JSON.stringify(errors));
      return started.redirectUrl;
    },
    comeBack: (browser, query, at = connection) => comeBack(door, browser, query, at),
    finish: (browser, location) => {
      const arrival = new URL(location, door.gateway.url).searchParams.get('arrival');
      return asked(browser, FINISH, { arrival });
    },
    reason: async (requestId) => {
      const rows = await world.sql<{ code: string; org_id: string | null }>(
        "SELECT code, org_id FROM compliance.audit_entry WHERE action = 'session.sso_refuse' AND request_id = $1",
        [requestId],
      );
      return rows[0];
    },
    close: async () => {
      await door.close();
      await world.close();
      await Promise.all([op.close(), evil.close()]);
    },
  };
}

/** The configuration of a connection to a hostile provider, as discovery would have kept it. */
export function connectionTo({ issuer, metadata }: HostileOp) {
  return {
    kind: 'oidc',
    config: { issuer, clientId: OIDC_CLIENT.id, scopes: ['openid', 'email', 'profile'], metadata },
    secret: { clientSecret: OIDC_CLIENT.secret },
  } as const;
}

async function comeBack(
  { gateway }: FrontDoor,
  browser: CookieBrowser,
  query: URLSearchParams | string,
  at: string,
): Promise<CameBack> {
  const response = await fetch(`${gateway.url}/sso/oidc/${at}/callback?${query.toString()}`, {
    redirect: 'manual',
    headers: {
      cookie: `kopexa_browser_${new URL(gateway.url).port}=${browser.token}`,
      // As a browser says that another site sent it here.
      ...{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    },
  });
  const location = response.headers.get('location') ?? '';
  const requestId = new URL(location, gateway.url).searchParams.get('id') ?? '';
  const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  const seen = `${response.status}\n${JSON.stringify(headers)}\n${await response.text()}`;
  return {
    status: response.status,
    ...{ location, requestId },
    seen: requestId === '' ? seen : seen.replaceAll(requestId, 'REQUEST'),
  };
}
