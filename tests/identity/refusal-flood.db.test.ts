import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRoute } from '#runtime/testing/world.js';
import { openSamlDoor, type SamlDoor } from '#tests/kit/idp/saml-door.js';
import { giveConnection } from '#tests/kit/sso.js';

let d: SamlDoor;
let oidc: string;
beforeAll(async () => {
  d = await openSamlDoor();
  const metadata = {
    issuer: 'https://op.example',
    jwks_uri: 'https://op.example/keys',
    authorization_endpoint: 'https://op.example/authorize',
    token_endpoint: 'https://op.example/token',
  };
  oidc = await giveConnection(d.world, d.acme, d.owner, {
    kind: 'oidc',
    config: { issuer: metadata.issuer, clientId: 'kopexa', scopes: ['openid'], metadata },
  });
});
afterAll(() => d.close());

const HEAD = Buffer.from('{"alg":"RS256","typ":"logout+jwt"}').toString('base64url');
const MANY = 60;

/** What a stranger sends, who knows the id of a connection and nothing else. */
const send = async (route: string, connection: string, body: string, ip: string): Promise<string> => {
  const answer = await callRoute(
    d.world,
    'identity',
    route,
    await d.world.actor(null),
    { method: 'POST', params: { id: connection } },
    new Blob([body]).stream(),
    new AbortController().signal,
    { ip },
  );
  return `${answer.status} ${answer.headers.get('location') ?? ''} ${await answer.text()}`;
};

const codes = async (connection: string): Promise<string[]> =>
  (
    await d.world.sql<{ code: string }>(
      "SELECT code FROM compliance.audit_entry WHERE action = 'session.sso_refuse' AND org_id = $1 AND subject_id = $2 ORDER BY at, entry_id",
      [d.acme.id, connection],
    )
  ).map(({ code }) => code);

const FLOODS: [route: string, connection: () => string, body: string][] = [
  ['oidc-logout', () => oidc, `logout_token=${HEAD}.e30.`],
  ['saml-logout', () => d.second, 'SAMLRequest=nonsense'],
  ['saml-acs', () => d.connection, 'SAMLResponse=nonsense'],
];

/** Entries stay for good, and an Organization reads its trail: a stranger does not write it full. */
describe('refusals that anybody can bring about', () => {
  it.each(FLOODS)('at %s get an entry each, until there are too many', async (route, connection, body) => {
    const ip = `198.51.100.${FLOODS.findIndex(([name]) => name === route) + 1}`;
    const answers = new Set<string>();
    for (let n = 0; n < MANY; n += 1) answers.add(await send(route, connection(), body, ip));
    // Whoever sends them learns nothing of it.
    expect(answers.size).toBe(1);
    const found = await codes(connection());
    const many = found.filter((code) => code === 'flow.many');
    expect(found.length - many.length).toBeGreaterThanOrEqual(30);
    expect(found.length).toBeLessThan(MANY - 15);
    // The trail says that it does not name each.
    expect(many.length).toBeGreaterThan(0);
  });

  it('from one address leave room for those from another', async () => {
    const before = (await codes(oidc)).length;
    await send('oidc-logout', oidc, `logout_token=${HEAD}.e30.`, '203.0.113.9');
    const after = await codes(oidc);
    expect([after.length, after.at(-1)]).toEqual([before + 1, 'logout.issuer']);
  });
});
