import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieBrowser, type CameBack } from '#tests/kit/idp/oidc-door.js';
import { SAML_ATTACKS } from '#tests/kit/idp/saml-attacks.js';
import { claimsOf, signedAssertion, signedMessage, type Attack } from '#tests/kit/idp/saml-attack-world.js';
import { openSamlDoor, type SamlDoor } from '#tests/kit/idp/saml-door.js';
import { encode, encrypt, responseXml } from '#tests/kit/idp/saml-forge.js';

let d: SamlDoor;
beforeAll(async () => {
  d = await openSamlDoor();
}, 120_000);
afterAll(() => d.close());

/** Begins a sign-in and answers it with a message. */
async function attempt(make: Attack['make'], to = d.connection): Promise<CameBack> {
  const begun = await d.start(cookieBrowser(), d.connection);
  const SAMLResponse = make(d.attackWorld(begun.requestId));
  return d.post(null, to, { SAMLResponse, RelayState: begun.relayState });
}

describe('a SAML response at the front door', () => {
  let usual: string;
  beforeAll(async () => {
    usual = (await attempt(() => 'bm90aGluZw==')).seen;
  });

  it('lets in when nothing is wrong, by an identity provider from npm', async () => {
    const browser = cookieBrowser();
    const begun = await d.start(browser, d.connection);
    const metadata = await fetch(`${d.door.gateway.url}/sso/saml/${d.connection}/metadata`);
    expect(metadata.headers.get('content-type')).toContain('application/samlmetadata+xml');
    const person = { nameId: 'grace-1', email: 'grace@acme.example', name: 'Grace Hopper' };
    const answer = await d.idp.answer(await metadata.text(), begun.redirectUrl, person);
    const { location } = await d.post(null, d.connection, { ...answer });
    expect(location).toMatch(/^\/sso\/finish\?arrival=/);
    expect((await d.finish(browser, location)).data).toMatchObject({
      finishSso: { next: 'ENROL_SECOND_FACTOR', returnPath: '/' },
    });
  });

  it('lets in by an encrypted assertion', async () => {
    const { location } = await attempt((world) =>
      encode(responseXml(claimsOf(world), encrypt(signedAssertion(world), world.encryptionCertificate))),
    );
    expect(location).toMatch(/^\/sso\/finish\?arrival=/);
  });

  it.each(SAML_ATTACKS)('is refused: $name', async ({ make, reason }) => {
    const answer = await attempt(make);
    expect(answer.location).toMatch(/^\/sso\/refused\?id=/);
    expect(await d.reason(answer.requestId)).toEqual({ code: reason, org_id: d.acme.id });
    // The browser learns that it was refused, and nothing else.
    expect(answer.seen).toBe(usual);
  });

  it('is refused the second time, with a new attempt too', async () => {
    const begun = await d.start(cookieBrowser(), d.connection);
    const fields = {
      SAMLResponse: encode(signedMessage(d.attackWorld(begun.requestId))),
      RelayState: begun.relayState,
    };
    const answers = await Promise.all([1, 2, 3].map(() => d.post(null, d.connection, fields)));
    expect(answers.filter(({ location }) => location.startsWith('/sso/finish'))).toHaveLength(1);
    const again = await d.start(cookieBrowser(), d.connection);
    const { requestId } = await d.post(null, d.connection, { ...fields, RelayState: again.relayState });
    expect((await d.reason(requestId))?.code).toBe('saml.in_response_to');
  });

  it('is refused at the address of another connection, of this Organization or another', async () => {
    for (const [to, code] of [
      [d.second, 'flow.connection'],
      [d.rivalConnection, 'flow.connection'],
    ] as const) {
      const { requestId, seen } = await attempt((world) => encode(signedMessage(world)), to);
      expect((await d.reason(requestId))?.code).toBe(code);
      expect(seen).toBe(usual);
    }
  });

  it('is not finished in another browser (login CSRF)', async () => {
    const { location } = await attempt((world) => encode(signedMessage(world)));
    const { errors, extensions } = await d.finish(cookieBrowser(), location);
    expect(errors[0]?.extensions.code).toBe('SSO_REFUSED');
    expect(extensions.kopexa?.session).toBeUndefined();
  });
});

describe('an identity provider that begins by itself', () => {
  const unasked = (connection: string, change: object = {}) => {
    const world = d.attackWorld(null);
    const base = `${d.door.gateway.url}/sso/saml/${connection}`;
    const own = { acsUrl: `${base}/acs`, entityId: `${base}/metadata` };
    return encode(signedMessage({ ...world, own }, change));
  };

  it('is refused unless the connection lets it', async () => {
    const { requestId } = await d.post(null, d.connection, {
      SAMLResponse: unasked(d.connection),
      RelayState: 'any',
    });
    expect((await d.reason(requestId))?.code).toBe('saml.in_response_to');
  });

  it('leads to a question first where it may, and once', async () => {
    const open = await d.connect({ allowIdpInitiated: true });
    const fields = { SAMLResponse: unasked(open), RelayState: 'https://evil.example/' };
    const browser = cookieBrowser();
    const { location } = await d.post(null, open, fields);
    expect(location).toMatch(/^\/sso\/finish\?arrival=/);
    const asked = await d.finish(browser, location);
    expect(asked.data).toMatchObject({ finishSso: { next: 'CONFIRM', returnPath: '/' } });
    expect(asked.extensions.kopexa?.session).toBeUndefined();
    const { requestId } = await d.post(null, open, fields);
    expect((await d.reason(requestId))?.code).toBe('saml.replay');
  });
});
