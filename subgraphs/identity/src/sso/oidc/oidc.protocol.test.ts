import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startHostileOp } from '#tests/kit/idp/hostile-op.js';
import { OIDC_CLIENT, startOidcPeer, type OidcPeer } from '#tests/kit/idp/oidc.js';
import { fetchTo, makeTestAuthority, type TestAuthority } from '#tests/kit/idp/tls.js';
import type { ConnectionOf } from '../connection.js';
import type { Judged } from '../protocol.js';
import { judgeLogout } from './judge-logout.js';
import { discoverProvider } from './metadata.js';
import { OIDC_CHECKS } from './names.js';
import { oidcProtocol } from './oidc.protocol.js';

const ORIGIN = 'https://kopexa.example';
const ADA = {
  ...{ sub: 'ada-17', email: 'Ada.Berg@Firma.example', email_verified: true, name: 'Ada Berg' },
  ...{ groups: ['staff', 'admins'], amr: ['pwd', 'mfa'] },
};
let authority: TestAuthority;
let idp: OidcPeer;
let connection: ConnectionOf<'oidc'>;

beforeAll(async () => {
  authority = await makeTestAuthority();
  idp = await startOidcPeer(authority, {
    redirectUris: [`${ORIGIN}/sso/oidc/1/callback`],
    postLogoutUris: [`${ORIGIN}/sign-in`],
    logoutUri: `${ORIGIN}/sso/oidc/1/logout`,
  });
  const { metadata } = await discoverProvider(idp.issuer, fetchTo(authority, [idp.peer]));
  connection = {
    ...{ id: '1', organizationId: '2', name: 'Firma', version: 1, kind: 'oidc' },
    secret: { clientSecret: OIDC_CLIENT.secret },
    config: {
      issuer: idp.issuer,
      clientId: OIDC_CLIENT.id,
      scopes: ['openid', 'email', 'profile'],
      metadata: { ...metadata },
      mapping: { email: 'email', name: 'name', groups: 'groups' },
      newcomers: { allowed: true, role: 'member', ceiling: 'member', rules: [] },
      acceptedAssurance: [],
    },
  };
});
afterAll(() => idp.close());

async function signIn(options: { isFresh?: boolean } = {}): Promise<Judged> {
  const begun = await oidcProtocol.begin(connection, {
    ...{
      state: 'a-state',
      origin: ORIGIN,
      loginHint: 'ada@firma.example',
      isFresh: options.isFresh ?? false,
    },
  });
  const back = new URL(await idp.visit(begun.redirectUrl));
  expect(back.origin + back.pathname).toBe(`${ORIGIN}/sso/oidc/1/callback`);
  return oidcProtocol.complete(connection, {
    ...{ origin: ORIGIN, nowMs: Date.now(), fields: Object.fromEntries(back.searchParams), kept: begun.kept },
    ...{ fetch: fetchTo(authority, [idp.peer]), takeOnce: () => Promise.resolve(true) },
  });
}

describe('Sign-in by a real OpenID Connect provider', () => {
  it('passes every check and says who came', async () => {
    idp.signsIn(ADA);
    const judged = await signIn({ isFresh: true });
    expect(judged.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(judged.checks.map(({ name }) => name).toSorted()).toEqual(Object.keys(OIDC_CHECKS).toSorted());
    expect(judged.ok && judged.assertion).toMatchObject({
      ...{ subject: 'ada-17', email: 'ada.berg@firma.example', isEmailVerified: true, name: 'Ada Berg' },
      assurance: ['amr:pwd', 'amr:mfa'],
    });
    expect(judged.ok && judged.assertion.attributes['groups']).toEqual(['staff', 'admins']);
    expect(judged.ok && judged.assertion.authenticatedAt).toMatch(/^\d{4}-/);
  });

  it('holds an address for unverified that the provider says nothing about', async () => {
    idp.signsIn({ sub: 'bo', email: 'bo@firma.example' });
    const judged = await signIn();
    expect(judged.ok && judged.assertion).toMatchObject({
      email: 'bo@firma.example',
      isEmailVerified: false,
    });
  });

  it('ends a session by the provider’s logout token, once', async () => {
    idp.signsIn(ADA);
    const judged = await signIn();
    const sid = (judged.ok && judged.assertion.peerSession) || '';
    expect(sid).not.toBe('');
    await idp.logOut(ADA.sub, sid);
    const { token, url } = idp.logouts.at(-1)!;
    expect(url).toBe(`${ORIGIN}/sso/oidc/1/logout`);
    const seen = new Set<string>();
    const judge = () =>
      judgeLogout(connection, token, {
        ...{ nowMs: Date.now(), fetch: fetchTo(authority, [idp.peer]) },
        takeOnce: (id) => Promise.resolve(!seen.has(id) && !!seen.add(id)),
      });
    const first = await judge();
    expect(first.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(first.logout).toEqual({ subject: ADA.sub, peerSession: sid });
    const second = await judge();
    expect([second.logout, second.checks.at(-1)?.name]).toEqual([null, 'logout.replay']);
  });

  it('leads to the end of the session there', async () => {
    const url = new URL(
      (await oidcProtocol.logoutUrl(connection, { subject: 'ada-17', peerName: null, origin: ORIGIN }))!,
    );
    expect(url.origin).toBe(idp.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ client_id: OIDC_CLIENT.id, logout_hint: 'ada-17', post_logout_redirect_uri: `${ORIGIN}/sign-in` },
    });
  });
});

describe('Discovery', () => {
  it('lists what it looked at, and keeps what is used', async () => {
    const { checks, metadata } = await discoverProvider(
      ` ${idp.issuer}/.well-known/openid-configuration `,
      fetchTo(authority, [idp.peer]),
    );
    expect(checks.every(({ ok }) => ok)).toBe(true);
    expect(metadata).toMatchObject({
      issuer: idp.issuer,
      authorization_response_iss_parameter_supported: true,
    });
    expect(metadata).not.toHaveProperty('claims_supported');
  });

  it.each([
    ['http://idp.example', 'discovery.address'],
    ['https://idp.example?x=1', 'discovery.address'],
    ['nothing', 'discovery.address'],
    ['https://169.254.169.254', 'discovery.document'],
  ])('refuses %s by %s', async (entered, check) => {
    const { checks, metadata } = await discoverProvider(entered, fetchTo(authority, [idp.peer]));
    expect([metadata, checks.at(-1)]).toMatchObject([null, { name: check, ok: false }]);
  });

  it('refuses a document that names another issuer', async () => {
    const other = await authority.serve((_request, response) =>
      response.end(JSON.stringify({ issuer: idp.issuer })),
    );
    const { checks } = await discoverProvider(other.origin, fetchTo(authority, [other]));
    expect(checks.at(-1)).toMatchObject({ name: 'discovery.issuer', ok: false });
    await other.close();
  });
});

describe('The keys of a provider', () => {
  it('may change: the new one counts within a minute, the old one no longer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const op = await startHostileOp(authority, {
      sub: 'ada',
      email: 'ada@firma.example',
      email_verified: true,
    });
    const fetch = fetchTo(authority, [op.peer]);
    const to = {
      ...connection,
      id: 'rotating',
      config: { ...connection.config, issuer: op.issuer, metadata: op.metadata },
    };
    const reason = async (options: { isOld?: boolean } = {}): Promise<string | undefined> => {
      const begun = await oidcProtocol.begin(to, {
        state: 's',
        origin: ORIGIN,
        loginHint: null,
        isFresh: false,
      });
      const fields = Object.fromEntries(
        op.answer(begun.redirectUrl, options.isOld ? { header: { kid: 'first' } } : {}),
      );
      const { checks } = await oidcProtocol.complete(to, {
        ...{ origin: ORIGIN, nowMs: Date.now(), fields, kept: begun.kept, fetch },
        takeOnce: () => Promise.resolve(true),
      });
      return checks.find(({ ok }) => !ok)?.name;
    };
    expect(await reason()).toBeUndefined();
    await op.rotate('second');
    vi.setSystemTime(Date.now() + 61_000);
    expect([await reason(), op.keyRequests()]).toEqual([undefined, 2]);
    expect(await reason({ isOld: true })).toBe('oidc.signature');
    // Unknown keys do not make us ask again and again.
    expect([await reason({ isOld: true }), op.keyRequests()]).toEqual(['oidc.signature', 2]);
    vi.useRealTimers();
    await op.close();
  });
});
