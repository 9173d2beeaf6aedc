import { inflateRawSync } from 'node:zlib';
import {
  ask,
  createWorld,
  type Answer,
  type Person as Account,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { openFrontDoor, type FrontDoor } from '../front-door.js';
import { giveConnection, giveDomain, type GivenConnection } from '../sso.js';
import type { CameBack, CookieBrowser } from './oidc-door.js';
import type { AttackWorld } from './saml-attack-world.js';
import { giveKeys, samlSettings, type GivenKeys, type SamlChange } from './saml-connection.js';
import { makeForge, type Forge } from './saml-forge.js';
import { makeSamlIdp, type SamlIdp } from './saml.js';

/** A sign-in that began. */
export interface Begun {
  readonly redirectUrl: string;
  readonly relayState: string;
  readonly requestId: string;
}

/** Two Organizations whose people sign in by SAML, behind the product's front door. */
export interface SamlDoor {
  readonly world: World;
  readonly door: FrontDoor;
  readonly acme: TestOrganization;
  readonly owner: Account;
  readonly idp: SamlIdp;
  readonly keys: GivenKeys;
  readonly connection: string;
  /** Another one of the same Organization, to the same identity provider. */
  readonly second: string;
  /** Of the other Organization, to its own. */
  readonly rivalConnection: string;
  /** What an attacker holds who waits for this request to be answered. */
  attackWorld(requestId: string | null): AttackWorld;
  connect(change: SamlChange): Promise<string>;
  start(browser: CookieBrowser, connection: string): Promise<Begun>;
  post(browser: CookieBrowser | null, connection: string, fields: Record<string, string>): Promise<CameBack>;
  finish(browser: CookieBrowser, location: string, more?: Record<string, unknown>): Promise<Answer>;
  /** What the trail says of a refusal: the check, and whose trail it is. */
  reason(requestId: string): Promise<{ readonly code: string; readonly org_id: string | null } | undefined>;
  close(): Promise<void>;
}

const START = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
const FINISH = 'mutation($input: FinishSsoInput!) { finishSso(input: $input) { next name returnPath } }';

/** Opens it; the caller closes it. */
export async function openSamlDoor(): Promise<SamlDoor> {
  const world = await createWorld(SUBGRAPHS);
  const door = await openFrontDoor(world);
  const [acme, rival] = [await world.organization('acme'), await world.organization('rival')];
  const [owner, other] = [await world.person('Olga Eigen'), await world.person('Eve Fremd')];
  await world.join(owner, acme, 'owner');
  await world.join(other, rival, 'owner');
  const [idp, stranger, impostor, keys] = await Promise.all([
    makeSamlIdp(),
    makeForge('https://idp.rival.example/saml'),
    makeForge('https://idp.acme.example/saml'),
    giveKeys(),
  ]);
  const connectTo = (forge: Forge, change: SamlChange = {}): GivenConnection => ({
    kind: 'saml',
    config: { ...samlSettings(forge, keys), ...change },
    secret: keys.secret,
  });
  const connect = (change: SamlChange): Promise<string> =>
    giveConnection(world, acme, owner, connectTo(idp.forge, { ssoUrl: idp.ssoUrl, ...change }));
  const connection = await connect({ sloUrl: idp.sloUrl });
  const second = await connect({});
  const rivalConnection = await giveConnection(world, rival, other, connectTo(stranger));
  await giveDomain(world, acme, owner, 'acme.example', connection);
  const origin = door.gateway.url;
  const asked = async (browser: CookieBrowser, document: string, input: object): Promise<Answer> =>
    ask(
      world.subgraph('identity'),
      await world.actor(null),
      world.passportSecret,
      document,
      { input },
      {
        browser: browser.id,
        origin,
      },
    );
  return {
    ...{ world, door, acme, owner, idp, keys, connection, second, rivalConnection, connect },
    attackWorld: (requestId) => ({
      ...{ forge: idp.forge, stranger, impostor, requestId },
      own: addressesOf(origin, connection),
      otherOwn: addressesOf(origin, second),
      encryptionCertificate: keys.certificates[1],
      attacker: { nameId: 'attacker-4711', email: 'attacker@acme.example', name: 'Att Acker' },
      victim: { nameId: 'victim-1', email: 'victim@acme.example', name: 'Vic Tim' },
    }),
    start: async (browser, connectionId) => {
      const { data, errors } = await asked(browser, START, { connectionId });
      const started = data['startSso'] as { redirectUrl: string } | null;
      if (!started) throw new Error(JSON.stringify(errors));
      return begunBy(started.redirectUrl);
    },
    post: async (browser, connectionId, fields) => {
      // However often a test tries, each refusal gets an entry of its own.
      await world.sql('DELETE FROM identity.attempt');
      return send(door, browser, `/sso/saml/${connectionId}/acs`, {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
    },
    finish: (browser, location, more = {}) => {
      const arrival = new URL(location, origin).searchParams.get('arrival');
      return asked(browser, FINISH, { arrival, ...more });
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
    },
  };
}

/** As the contract with identity providers has it; ours are held against it. */
function addressesOf(origin: string, connection: string): { acsUrl: string; entityId: string } {
  const base = `${origin}/sso/saml/${connection}`;
  return { acsUrl: `${base}/acs`, entityId: `${base}/metadata` };
}

function begunBy(redirectUrl: string): Begun {
  const query = new URL(redirectUrl).searchParams;
  const xml = inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64')).toString();
  const requestId = / ID="([^"]+)"/.exec(xml)?.[1] ?? '';
  return { redirectUrl, relayState: query.get('RelayState') ?? '', requestId };
}

/** As a browser does that another site sends to us: a form that is posted brings no Lax cookie along. */
export async function send(
  { gateway }: FrontDoor,
  browser: CookieBrowser | null,
  path: string,
  init: RequestInit = {},
): Promise<CameBack> {
  const response = await fetch(`${gateway.url}${path}`, {
    ...init,
    redirect: 'manual',
    headers: {
      ...(browser ? { cookie: `kopexa_browser_${new URL(gateway.url).port}=${browser.token}` } : {}),
      ...{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      ...(init.method === 'POST' ? { origin: 'https://idp.acme.example' } : {}),
    },
  });
  const location = response.headers.get('location') ?? '';
  const requestId = new URL(location, gateway.url).searchParams.get('id') ?? '';
  const headers = [...response.headers].filter(
    ([name]) => !['date', 'x-request-id', 'set-cookie'].includes(name),
  );
  const seen = `${response.status}\n${JSON.stringify(headers)}\n${await response.text()}`;
  return {
    status: response.status,
    ...{ location, requestId },
    seen: requestId === '' ? seen : seen.replaceAll(requestId, 'REQUEST'),
  };
}
