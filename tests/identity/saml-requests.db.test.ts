import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#tests/kit/scenario.js';
import { cookieBrowser, type CookieBrowser } from '#tests/kit/idp/oidc-door.js';
import { claimsOf, signedMessage } from '#tests/kit/idp/saml-attack-world.js';
import { openSamlDoor, type SamlDoor } from '#tests/kit/idp/saml-door.js';
import { encode } from '#tests/kit/idp/saml-forge.js';
import { holder, inBrowser, newBrowser, tokenOf } from '#tests/kit/sso.js';

const START = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
const LOGOUT = '{ ssoLogoutUrl }';
const CREATE = 'mutation($input: CreateConnectionInput!) { createConnection(input: $input) { id } }';

let d: SamlDoor;
beforeAll(async () => {
  d = await openSamlDoor();
}, 120_000);
afterAll(() => d.close());

const metadataOf = async (connection: string): Promise<string> =>
  (await fetch(`${d.door.gateway.url}/sso/saml/${connection}/metadata`)).text();

/** What the page posts: its address and its fields. */
function formOf(html: string): { action: string; fields: Record<string, string> } {
  const plain = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return {
    action: plain(/action="([^"]*)"/.exec(html)?.[1] ?? ''),
    fields: Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, plain(value)])),
  };
}

describe('our request to a provider that takes no redirect', () => {
  it('is posted by a page of ours that runs no other script, and signed as a whole', async () => {
    const connection = await d.connect({ ssoBinding: 'post' });
    const started = await inBrowser(d.world, newBrowser(), START, { input: { connectionId: connection } });
    const { redirectUrl } = (started.data as { startSso: { redirectUrl: string } }).startSso;
    const { pathname, search } = new URL(redirectUrl);
    const page = await fetch(`${d.door.gateway.url}${pathname}${search}`);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; form-action https:; base-uri 'none'; frame-ancestors 'none'$/,
    );
    const { action, fields } = formOf(await page.text());
    expect(action).toBe(d.idp.ssoUrl);
    const { SAMLRequest = '' } = fields;
    expect(fields['RelayState']).toMatch(/.{20}/);
    const metadata = await metadataOf(connection);
    const xml = Buffer.from(SAMLRequest, 'base64').toString();
    expect(await d.idp.readPosted(metadata, SAMLRequest)).toBe(/ ID="([^"]+)"/.exec(xml)?.[1]);
    const forged = Buffer.from(xml.replace(/\/acs"/, '/evil"')).toString('base64');
    await expect(d.idp.readPosted(metadata, forged)).rejects.toThrow();
  });

  it('is nothing that anybody else can write, or that fits another connection', async () => {
    const connection = await d.connect({ ssoBinding: 'post' });
    const started = await inBrowser(d.world, newBrowser(), START, { input: { connectionId: connection } });
    const { redirectUrl } = (started.data as { startSso: { redirectUrl: string } }).startSso;
    const { pathname, search } = new URL(redirectUrl);
    const own = `${d.door.gateway.url}${pathname}`;
    for (const url of [`${own.replace(connection, d.second)}${search}`, `${own}?form=AAAA`, own]) {
      expect((await fetch(url)).status).toBe(404);
    }
  });
});

describe('our metadata', () => {
  it('is there for a draft, with the certificate that signs, before anything is known of the provider', async () => {
    const as = d.world.as(d.owner, d.acme).at('identity');
    const { id } = await must<{ id: string }>(as.run(CREATE, { input: { preset: 'saml', name: 'Neu' } }));
    const text = await metadataOf(id);
    expect(text).toContain(`entityID="${d.door.gateway.url}/sso/saml/${id}/metadata"`);
    expect(text.match(/use="signing"/g)).toHaveLength(1);
  });

  it('has both certificates while they are renewed', async () => {
    const pairs = { ownCertificates: ['a', 'b'], nextCertificates: ['c', 'd'], requireEncryption: true };
    const metadata = await metadataOf(await d.connect(pairs));
    expect([...metadata.matchAll(/X509Certificate>(.)</g)].map(([, pem]) => pem)).toEqual([
      'a',
      'c',
      'b',
      'd',
    ]);
  });
});

describe('our LogoutRequest', () => {
  /** Signs somebody in; answers the browser with its session, and what the provider called the session. */
  async function signedIn(browser: CookieBrowser, nameId: string): Promise<[string, string]> {
    const begun = await d.start(browser, d.connection);
    const person = { nameId, email: `${nameId}@acme.example`, name: nameId };
    const world = { ...d.attackWorld(begun.requestId), attacker: person };
    const claims = claimsOf(world);
    const { location } = await d.post(null, d.connection, {
      SAMLResponse: encode(signedMessage(world, claims)),
      RelayState: begun.relayState,
    });
    return [tokenOf(await d.finish(browser, location)), claims.sessionIndex];
  }

  it('names the person and the session as the provider did, and each session its own', async () => {
    const metadata = await metadataOf(d.connection);
    const people = [await signedIn(cookieBrowser(), 'kim'), await signedIn(cookieBrowser(), 'kim')];
    for (const [token, sessionIndex] of people) {
      const answer = await inBrowser(d.world, newBrowser(holder(token)), LOGOUT, {});
      const url = String(answer.data['ssoLogoutUrl']);
      expect(await d.idp.readLogout(metadata, url)).toMatchObject({ nameID: 'kim', sessionIndex });
      await expect(
        d.idp.readLogout(metadata, url.replace('SigAlg', 'RelayState=x&SigAlg')),
      ).rejects.toThrow();
    }
  });

  it('is made of what is kept sealed, with the session alone', async () => {
    const [token, sessionIndex] = await signedIn(cookieBrowser(), 'lea');
    const [row] = await d.world.sql<{ peer_name: Buffer }>(
      'SELECT peer_name FROM identity.session WHERE token_hash = sha256($1::bytea)',
      [Buffer.from(token)],
    );
    expect(row!.peer_name.includes(sessionIndex)).toBe(false);
    expect(row!.peer_name.length).toBeGreaterThan(60);
  });
});
