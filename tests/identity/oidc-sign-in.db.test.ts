import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_CUSTOMER_FETCH } from '#runtime/egress/customer-fetch.js';
import {
  ask,
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';
import { cookieBrowser, type CookieBrowser } from '#tests/kit/idp/oidc-door.js';
import { OIDC_CLIENT, startOidcPeer, type OidcPeer } from '#tests/kit/idp/oidc.js';
import { fetchTo, makeTestAuthority, outsideWith } from '#tests/kit/idp/tls.js';
import { giveConnection, giveDomain, holder, tokenOf } from '#tests/kit/sso.js';

const START = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
const FINISH = 'mutation($input: FinishSsoInput!) { finishSso(input: $input) { next returnPath } }';
const TEST = 'mutation($input: TestConnectionInput!) { testConnection(input: $input) { redirectUrl } }';
const KEEP = 'mutation($arrival: String!) { finishConnectionTest(arrival: $arrival) }';

const NELE = {
  ...{ sub: 'nele-17', email: 'nele@acme.example', email_verified: true, name: 'Nele Neu' },
  ...{ groups: ['staff'], amr: ['pwd', 'mfa'] },
};

describe('A real OpenID Connect provider, by the front door', () => {
  let world: World;
  let door: FrontDoor;
  let idp: OidcPeer;
  let acme: TestOrganization;
  let owner: Person;
  let connection: string;
  let reach = NO_CUSTOMER_FETCH;

  beforeAll(async () => {
    const authority = await makeTestAuthority();
    world = await createWorld(SUBGRAPHS, { outside: outsideWith((...request) => reach(...request)) });
    door = await openFrontDoor(world);
    idp = await startOidcPeer(authority, {
      logoutUri: `${door.gateway.url}/sso/oidc/any/logout`,
    });
    reach = fetchTo(authority, [idp.peer]);
    acme = await world.organization('acme');
    owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
    const metadata: unknown = await (await reach(`${idp.issuer}/.well-known/openid-configuration`)).json();
    connection = await giveConnection(world, acme, owner, {
      kind: 'oidc',
      config: {
        ...{ issuer: idp.issuer, clientId: OIDC_CLIENT.id, scopes: ['openid', 'email', 'profile'], metadata },
        acceptedAssurance: ['amr:mfa'],
      },
      secret: { clientSecret: OIDC_CLIENT.secret },
    });
    idp.allow(`${door.gateway.url}/sso/oidc/${connection}/callback`);
    await giveDomain(world, acme, owner, 'acme.example', connection);
  });
  afterAll(async () => {
    await door.close();
    await world.close();
    await idp.close();
  });

  const run = async (
    browser: CookieBrowser,
    document: string,
    variables: Record<string, unknown>,
    as: Person | null = null,
  ): Promise<Answer> =>
    ask(
      world.subgraph('identity'),
      await world.actor(as, as ? acme : null),
      world.passportSecret,
      document,
      variables,
      { browser: browser.id, origin: door.gateway.url },
    );
  const addressIn = ({ data, errors }: Answer): string => {
    const [start] = Object.values(data ?? {}) as { redirectUrl: string }[];
    if (!start) throw new Error(JSON.stringify(errors));
    return start.redirectUrl;
  };
  /** The browser goes to the provider and comes back to our endpoint; where we send it. */
  const roundTrip = async (browser: CookieBrowser, address: string): Promise<URL> => {
    const back = await idp.visit(address);
    const cookie = `kopexa_browser_${new URL(door.gateway.url).port}=${browser.token}`;
    const response = await fetch(back, { redirect: 'manual', headers: { cookie } });
    return new URL(response.headers.get('location') ?? '', door.gateway.url);
  };
  const signIn = async (): Promise<string> => {
    const browser = cookieBrowser();
    const address = addressIn(await run(browser, START, { input: { connectionId: connection } }));
    const place = await roundTrip(browser, address);
    const arrival = place.searchParams.get('arrival');
    return tokenOf(await run(browser, FINISH, { input: { arrival } }));
  };

  it('lets somebody in whose second factor it asserts, to that Organization alone', async () => {
    idp.signsIn(NELE);
    const person = holder(await signIn());
    const actor = await world.actor(person, acme);
    expect([actor.assurance, actor.authenticatedBy, actor.org?.id]).toEqual([2, 'sso+idp', acme.id]);
    const rival = await world.organization('rival');
    await world.join({ ...person, id: actor.userId! }, rival, 'member');
    expect((await world.actor(person, rival)).org).toBeNull();
  });

  it('asks for an own factor where it asserts none that counts', async () => {
    idp.signsIn({ ...NELE, sub: 'bo', email: 'bo@acme.example', amr: ['pwd'] });
    const actor = await world.actor(holder(await signIn()), acme);
    expect([actor.assurance, actor.org]).toEqual([1, null]);
  });

  it('ends our session with its own', async () => {
    idp.signsIn({ ...NELE, sub: 'caro', email: 'caro@acme.example' });
    const token = await signIn();
    const [row] = await world.sql<{ sid: string }>(
      "SELECT encode(peer_session, 'hex') AS sid FROM identity.session WHERE token_hash = sha256($1::bytea)",
      [Buffer.from(token)],
    );
    expect(row?.sid).toMatch(/^[0-9a-f]{64}$/);
    await idp.logOut('caro', idp.sessions.at(-1)!);
    const body = new URLSearchParams({ logout_token: idp.logouts.at(-1)!.token });
    const answer = await fetch(`${door.gateway.url}/sso/oidc/${connection}/logout`, { method: 'POST', body });
    expect(answer.status).toBe(200);
    expect((await world.actor(holder(token))).userId).toBeNull();
  });

  it('is tried by those who set it up, with every check and what was received', async () => {
    idp.signsIn(NELE);
    const browser = cookieBrowser();
    const input = { connectionId: connection, returnPath: '/o/acme/admin' };
    const place = await roundTrip(browser, addressIn(await run(browser, TEST, { input }, owner)));
    expect(place.pathname).toBe('/o/acme/admin');
    const { errors } = await run(browser, KEEP, { arrival: place.searchParams.get('arrival') }, owner);
    expect(errors).toEqual([]);
    const [run_] = await world.sql<{ is_ok: boolean; checks: { name: string }[]; attributes: object }>(
      'SELECT is_ok, checks, attributes FROM identity.test_run WHERE connection_id = $1',
      [connection],
    );
    expect(run_?.is_ok).toBe(true);
    expect(run_?.checks.map(({ name }) => name)).toContain('oidc.auth_time');
    expect(run_?.attributes).toMatchObject({ groups: ['staff'], email: ['nele@acme.example'] });
  });
});
