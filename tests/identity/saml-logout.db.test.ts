import { createSign } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieBrowser } from '#tests/kit/idp/oidc-door.js';
import { claimsOf } from '#tests/kit/idp/saml-attack-world.js';
import { openSamlDoor, send, type SamlDoor } from '#tests/kit/idp/saml-door.js';
import { assertionXml, encode, responseXml, sign, type Forge } from '#tests/kit/idp/saml-forge.js';
import { logoutXml, signLogout } from '#tests/kit/idp/saml-logout.js';
import { holder, tokenOf } from '#tests/kit/sso.js';

const SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
let d: SamlDoor;
beforeAll(async () => {
  d = await openSamlDoor();
}, 120_000);
afterAll(() => d.close());

/** Signs somebody in; answers how to look at the session, and its name over there. */
async function signedIn(nameId: string): Promise<{ isIn: () => Promise<boolean>; sessionIndex: string }> {
  const browser = cookieBrowser();
  const begun = await d.start(browser, d.connection);
  const person = { nameId, email: `${nameId}@acme.example`, name: nameId };
  const claims = claimsOf(d.attackWorld(begun.requestId), {}, person);
  const message = responseXml(claims, sign(assertionXml(claims), d.idp.forge, 'Assertion'));
  const { location } = await d.post(null, d.connection, {
    SAMLResponse: encode(message),
    RelayState: begun.relayState,
  });
  const session = holder(tokenOf(await d.finish(browser, location)));
  return {
    isIn: async () => (await d.world.actor(session)).userId !== null,
    sessionIndex: claims.sessionIndex,
  };
}

let count = 0;
const logout = (
  nameId: string,
  sessionIndexes: readonly string[],
  id = `_l${String((count += 1))}`,
): string =>
  logoutXml({
    ...{ id, nameId, sessionIndexes, issuedMs: Date.now(), issuer: d.idp.forge.entityId },
    destination: `${d.door.gateway.url}/sso/saml/${d.connection}/logout`,
  });

function redirected(xml: string, by: Forge): string {
  const message = encodeURIComponent(deflateRawSync(Buffer.from(xml)).toString('base64'));
  const text = `SAMLRequest=${message}&RelayState=theirs&SigAlg=${encodeURIComponent(SHA256)}`;
  const signature = createSign('RSA-SHA256').update(text).sign(by.key, 'base64');
  return `/sso/saml/${d.connection}/logout?${text}&Signature=${encodeURIComponent(signature)}`;
}

describe('single logout by SAML', () => {
  it('ends the session that the identity provider names, and no other, and answers', async () => {
    const [first, second] = [await signedIn('lou'), await signedIn('lou')];
    const { location } = await send(
      d.door,
      null,
      redirected(logout('lou', [first.sessionIndex]), d.idp.forge),
    );
    expect([await first.isIn(), await second.isIn()]).toEqual([false, true]);
    const url = new URL(location);
    expect(`${url.origin}${url.pathname}`).toBe(d.idp.sloUrl);
    expect(url.searchParams.get('RelayState')).toBe('theirs');
    const answer = inflateRawSync(
      Buffer.from(url.searchParams.get('SAMLResponse') ?? '', 'base64'),
    ).toString();
    expect(answer).toContain('urn:oasis:names:tc:SAML:2.0:status:Success');
    expect(answer).toContain('InResponseTo="_l1"');
    const entries = await d.world.sql(
      "SELECT 1 FROM compliance.audit_entry WHERE action = 'session.end_by_peer' AND org_id = $1",
      [d.acme.id],
    );
    expect(entries).toHaveLength(1);
  });

  it('ends all sessions of the person where none is named, by a form too', async () => {
    const [first, second, other] = [await signedIn('mia'), await signedIn('mia'), await signedIn('noa')];
    const xml = signLogout(logout('mia', []), d.idp.forge);
    const body = new URLSearchParams({ SAMLRequest: encode(xml) });
    const path = `/sso/saml/${d.connection}/logout`;
    expect((await send(d.door, null, path, { method: 'POST', body })).status).toBe(303);
    expect([await first.isIn(), await second.isIn(), await other.isIn()]).toEqual([false, false, true]);
  });

  it('is refused when somebody else signed it, or nobody, with the reason in the trail', async () => {
    const { isIn } = await signedIn('pia');
    const { impostor } = d.attackWorld(null);
    const unsigned = redirected(logout('pia', []), d.idp.forge).replace(/&Signature=.*/, '');
    const lower = (path: string): string => path.replace('RelayState=theirs', 'RelayState=ours');
    for (const path of [
      redirected(logout('pia', []), impostor),
      unsigned,
      lower(redirected(logout('pia', []), d.idp.forge)),
    ]) {
      expect((await send(d.door, null, path)).location).toBe('/sign-in');
    }
    expect(await isIn()).toBe(true);
    const codes = await d.world.sql<{ code: string }>(
      "SELECT code FROM compliance.audit_entry WHERE action = 'session.sso_refuse' AND org_id = $1",
      [d.acme.id],
    );
    expect(codes.map(({ code }) => code)).toEqual(['saml.signature', 'saml.signature', 'saml.signature']);
  });

  it('ends nothing of another connection, even of the same Organization', async () => {
    const { isIn } = await signedIn('rio');
    const path = redirected(logout('rio', []), d.idp.forge).replace(d.connection, d.second);
    expect((await send(d.door, null, path)).location).toBe('/sign-in');
    expect(await isIn()).toBe(true);
  });

  it('takes the answer to a request of ours home', async () => {
    const { location } = await send(d.door, null, `/sso/saml/${d.connection}/logout?SAMLResponse=x`);
    expect(location).toBe('/sign-in');
  });
});

describe('our metadata', () => {
  it('is there for a connection, and missing for any other id', async () => {
    const read = async (id: string): Promise<[number, string]> => {
      const response = await fetch(`${d.door.gateway.url}/sso/saml/${id}/metadata`);
      return [response.status, (await response.text()).replace(/"requestId":"[^"]+"/, '')];
    };
    const [status, text] = await read(d.second);
    expect(status).toBe(200);
    expect(text).toContain(`entityID="${d.door.gateway.url}/sso/saml/${d.second}/metadata"`);
    expect(text).not.toContain('use="encryption"');
    const [missing, malformed] = [await read('00000000-0000-4000-8000-000000000001'), await read('x')];
    expect(missing[0]).toBe(404);
    expect(malformed).toEqual(missing);
  });
});
