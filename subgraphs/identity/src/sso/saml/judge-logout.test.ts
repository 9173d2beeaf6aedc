import { createSign } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { signLogout, logoutXml, type LogoutClaims } from '#tests/kit/idp/saml-logout.js';
import { encode, makeForge, type Forge } from '#tests/kit/idp/saml-forge.js';
import { encryptId, nameIdXml } from '#tests/kit/idp/saml-encrypted-id.js';
import { samlConnection } from '#tests/kit/idp/saml-connection.js';
import type { ConnectionOf } from '../connection.js';
import { samlClient } from './client.js';
import { judgeSamlLogout } from './judge-logout.js';
import { ownAddresses } from './names.js';
import { createOwnKeys } from './own-keys.js';
import { samlProtocol } from './saml.protocol.js';
import { verifyQuery } from './query-signature.js';

const ORIGIN = 'https://kopexa.example';
const SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
let forge: Forge;
let stranger: Forge;
let connection: ConnectionOf<'saml'>;
let right: LogoutClaims;
let ownCertificate: string;

beforeAll(async () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const [first, second, keys] = await Promise.all([
    makeForge('https://idp.acme.example/saml'),
    makeForge('https://idp.acme.example/saml'),
    createOwnKeys(id),
  ]);
  [forge, stranger] = [first, second];
  connection = samlConnection(forge, keys, { id, sloUrl: 'https://idp.acme.example/slo' });
  ownCertificate = keys.certificates[1];
  right = {
    issuer: forge.entityId,
    destination: ownAddresses(ORIGIN, id).logoutUrl,
    nameId: 'person-1',
    sessionIndexes: ['_s1'],
    issuedMs: Date.now(),
    id: '_logout1',
  };
});

type Judged = Awaited<ReturnType<typeof judgeSamlLogout>>;

function judge(
  binding: 'redirect' | 'post',
  fields: Record<string, string>,
  seen = new Set<string>(),
): Promise<Judged> {
  const takeOnce = (id: string): Promise<boolean> => Promise.resolve(!seen.has(id) && Boolean(seen.add(id)));
  return judgeSamlLogout(connection, { origin: ORIGIN, nowMs: Date.now(), binding, fields, takeOnce });
}

/** As providers write it into an address. */
function redirect(
  xml: string,
  by: Forge = forge,
  {
    encode: write = (value: string): string => encodeURIComponent(value),
    method = SHA256,
    relayState = null as string | null,
  } = {},
): Record<string, string> {
  const fields: Record<string, string> = {
    SAMLRequest: deflateRawSync(Buffer.from(xml)).toString('base64'),
    ...(relayState === null ? {} : { RelayState: relayState }),
    SigAlg: method,
  };
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}=${write(value)}`)
    .join('&');
  return { ...fields, Signature: createSign('RSA-SHA256').update(text).sign(by.key, 'base64') };
}

const reason = ({ checks }: Judged): string => checks.find(({ ok }) => !ok)?.name ?? 'none';

describe('a SAML LogoutRequest', () => {
  it('is taken by either binding, however its address is written', async () => {
    const upper = (value: string): string => encodeURIComponent(value);
    const lower = (value: string): string =>
      encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
    const posted = await judge('post', { SAMLRequest: encode(signLogout(logoutXml(right), forge)) });
    expect(posted).toMatchObject({ logout: { id: '_logout1', subject: 'person-1', peerSessions: ['_s1'] } });
    for (const write of [upper, lower]) {
      const judged = await judge(
        'redirect',
        redirect(logoutXml(right), forge, { encode: write, relayState: 'a b/c' }),
      );
      expect(reason(judged)).toBe('none');
      expect(judged.logout?.subject).toBe('person-1');
    }
  });

  /** The request of the person, who is named by this. */
  const namedBy = (naming: string): string =>
    logoutXml(right).replace(/<saml:NameID>[^<]*<\/saml:NameID>/, naming);

  it('that names the person by an EncryptedID is taken by either binding, by CBC too', async () => {
    for (const method of ['aes128-gcm', 'aes256-cbc'] as const) {
      const xml = namedBy(encryptId(nameIdXml('person-1'), ownCertificate, { method }));
      const posted = await judge('post', { SAMLRequest: encode(signLogout(xml, forge)) });
      for (const judged of [posted, await judge('redirect', redirect(xml))]) {
        expect(reason(judged)).toBe('none');
        expect(judged.logout).toMatchObject({ subject: 'person-1', peerSessions: ['_s1'] });
      }
    }
  });

  it('with an EncryptedID for somebody else, of something else, beside a name or changed is refused', async () => {
    const theirs = encryptId(nameIdXml('person-1'), ownCertificate);
    const cases: readonly (readonly [string, string])[] = [
      [encryptId(nameIdXml('person-1'), stranger.certificate), 'saml.encryption'],
      [encryptId(nameIdXml('a<x/>'), ownCertificate), 'saml.markup'],
      [theirs + nameIdXml('person-2'), 'saml.structure'],
      [theirs + theirs, 'saml.structure'],
    ];
    for (const [naming, expected] of cases) {
      const xml = namedBy(naming);
      expect(reason(await judge('redirect', redirect(xml)))).toBe(expected);
      const posted = await judge('post', { SAMLRequest: encode(signLogout(xml, forge)) });
      expect(reason(posted)).toBe(expected);
    }
    // The name is opened only after the signature around it was verified.
    const swapped = signLogout(namedBy(theirs), forge).replace(
      /<saml:EncryptedID .*<\/saml:EncryptedID>/s,
      encryptId(nameIdXml('person-2'), ownCertificate),
    );
    expect(reason(await judge('post', { SAMLRequest: encode(swapped) }))).toBe('saml.signature');
  });

  it('is taken once', async () => {
    const seen = new Set<string>();
    const fields = redirect(logoutXml(right));
    expect(reason(await judge('redirect', fields, seen))).toBe('none');
    expect(reason(await judge('redirect', fields, seen))).toBe('saml.replay');
  });

  const changed: readonly (readonly [string, Partial<LogoutClaims>, string])[] = [
    ['of another issuer', { issuer: 'https://evil.example' }, 'saml.response_issuer'],
    ['to another address', { destination: 'https://evil.example' }, 'saml.destination'],
    ['that is old', { issuedMs: Date.now() - 3_600_000 }, 'saml.issued'],
    ['of the future', { issuedMs: Date.now() + 3_600_000 }, 'saml.issued'],
    ['that ended', { untilMs: Date.now() - 120_000 }, 'saml.time'],
    ['of nobody', { nameId: '' }, 'saml.subject'],
    ['with an element in its NameID', { nameId: 'a<x/>' }, 'saml.subject'],
    ['with a comment', { nameId: 'a<!---->b' }, 'saml.markup'],
  ];
  it.each(changed)('%s is refused', async (_name, change, expected) => {
    const xml = logoutXml({ ...right, ...change });
    expect(reason(await judge('redirect', redirect(xml)))).toBe(expected);
    const posted = await judge('post', { SAMLRequest: encode(signLogout(xml, forge)) });
    expect(reason(posted)).toBe(expected);
  });

  it('without a signature, of somebody else or by SHA-1 is refused', async () => {
    const xml = logoutXml(right);
    const { Signature: _none, SigAlg: _neither, ...bare } = redirect(xml);
    expect(reason(await judge('redirect', bare))).toBe('saml.algorithms');
    expect(reason(await judge('redirect', { ...bare, SigAlg: SHA256 }))).toBe('saml.signature');
    expect(reason(await judge('redirect', redirect(xml, stranger)))).toBe('saml.signature');
    const old = redirect(xml, forge, { method: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' });
    expect(reason(await judge('redirect', old))).toBe('saml.algorithms');
    expect(reason(await judge('redirect', { ...redirect(xml), RelayState: 'added' }))).toBe('saml.signature');
    expect(reason(await judge('post', { SAMLRequest: encode(xml) }))).toBe('saml.signature');
    expect(reason(await judge('post', { SAMLRequest: encode(signLogout(xml, stranger)) }))).toBe(
      'saml.signature',
    );
  });

  it('that inflates without end, or is none, is refused', async () => {
    const bomb = redirect(`${logoutXml(right)}${' '.repeat(5_000_000)}`);
    expect(bomb['SAMLRequest']!.length).toBeLessThan(20_000);
    expect(reason(await judge('redirect', bomb))).toBe('saml.message');
    expect(reason(await judge('redirect', { ...bomb, SAMLRequest: '!!' }))).toBe('saml.message');
    const answer = logoutXml(right).replaceAll('LogoutRequest', 'LogoutResponse');
    expect(reason(await judge('redirect', redirect(answer)))).toBe('saml.structure');
  });

  it('would get past the library alone without a signature', async () => {
    const client = samlClient(connection, { origin: ORIGIN, requestId: '_x' });
    const fields = redirect(logoutXml(right));
    const { Signature: _none, SigAlg: _neither, ...bare } = fields;
    await expect(
      client.validateRedirectAsync(bare, new URLSearchParams(bare).toString()),
    ).resolves.toMatchObject({
      loggedOut: true,
    });
  });
});

describe('what we send', () => {
  it('is signed by our own key, and asks for what the connection says', async () => {
    const begun = await samlProtocol.begin(connection, {
      state: 'state',
      origin: ORIGIN,
      loginHint: null,
      isFresh: true,
    });
    const query = Object.fromEntries(new URL(begun.redirectUrl).searchParams);
    expect(query['RelayState']).toBe('state');
    expect(() => verifyQuery(query, 'SAMLRequest', connection.config.ownCertificates)).not.toThrow();
    expect(() => verifyQuery(query, 'SAMLRequest', [forge.certificate])).toThrow('saml.signature');
    const xml = inflateRawSync(Buffer.from(query['SAMLRequest'] ?? '', 'base64')).toString();
    expect(xml).toContain(`ID="${begun.kept['requestId']}"`);
    expect(xml).toContain('ForceAuthn="true"');
    expect(xml).not.toContain('RequestedAuthnContext');
  });

  it('ends the session over there too, where the provider has an address for it', async () => {
    const peerName = {
      ...{ nameID: 'person-1', nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
      ...{ nameQualifier: 'urn:theirs', spNameQualifier: 'urn:ours', sessionIndex: '_s"1' },
    };
    const session = { subject: 'another', peerName, origin: ORIGIN };
    const url = new URL((await samlProtocol.logoutUrl(connection, session)) ?? '');
    expect(`${url.origin}${url.pathname}`).toBe('https://idp.acme.example/slo');
    const query = Object.fromEntries(url.searchParams);
    expect(() => verifyQuery(query, 'SAMLRequest', connection.config.ownCertificates)).not.toThrow();
    const xml = inflateRawSync(Buffer.from(query['SAMLRequest'] ?? '', 'base64')).toString();
    const [, attributes = '', name] = /<saml:NameID ([^>]*)>([^<]*)</.exec(xml) ?? [];
    expect(name).toBe('person-1');
    expect(attributes).toContain('Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"');
    expect(attributes).toContain(' NameQualifier="urn:theirs"');
    expect(attributes).toContain('SPNameQualifier="urn:ours"');
    expect(xml).toMatch(/SessionIndex[^>]*>_s"1</);
    const none = { ...connection, config: { ...connection.config, sloUrl: null } };
    expect(await samlProtocol.logoutUrl(none, session)).toBeNull();
  });
});
