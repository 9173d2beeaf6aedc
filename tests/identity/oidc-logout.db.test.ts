import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Forgery } from '#tests/kit/idp/hostile-op.js';
import { cookieBrowser, openOidcDoor, type OidcDoor } from '#tests/kit/idp/oidc-door.js';
import { holder, tokenOf } from '#tests/kit/sso.js';

let d: OidcDoor;
beforeAll(async () => {
  d = await openOidcDoor();
});
afterAll(() => d.close());

/** Somebody comes by the provider's session `sid`; returns the token of ours. */
async function signIn(sid: string): Promise<string> {
  const browser = cookieBrowser();
  const query = d.op.answer(await d.start(browser, d.connection), { claims: { sid } });
  return tokenOf(await d.finish(browser, (await d.comeBack(browser, query)).location));
}

const isAlive = async (token: string): Promise<boolean> =>
  (await d.world.actor(holder(token))).userId !== null;

async function send(body: string, connection = d.connection): Promise<{ status: number; seen: string }> {
  const response = await fetch(`${d.door.gateway.url}/sso/oidc/${connection}/logout`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return {
    status: response.status,
    seen: `${response.status} ${JSON.stringify(headers)} ${await response.text()}`,
  };
}

const form = (token: string): string => new URLSearchParams({ logout_token: token }).toString();

const trail = (action: string) =>
  d.world.sql<{ code: string | null; outcome: string; subject_id: string }>(
    `SELECT code, outcome, subject_id FROM compliance.audit_entry WHERE action = $1 AND org_id = $2 ORDER BY at DESC, entry_id DESC`,
    [action, d.acme.id],
  );

const now = (): number => Math.floor(Date.now() / 1000);
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

describe('a provider that says that somebody signed out', () => {
  it('ends the sessions of that session of its own at once, and no others', async () => {
    const [one, other] = [await signIn('one'), await signIn('other')];
    const { status } = await send(form(await d.op.logoutToken({ claims: { sid: 'one' } })));
    expect(status).toBe(200);
    expect([await isAlive(one), await isAlive(other)]).toEqual([false, true]);
    expect((await trail('session.end_by_peer'))[0]).toEqual({
      ...{ code: null, outcome: 'ok', subject_id: d.connection },
    });
  });

  it('ends all sessions of somebody when it names the person alone', async () => {
    const tokens = [await signIn('a'), await signIn('b')];
    expect((await send(form(await d.op.logoutToken()))).status).toBe(200);
    expect(await Promise.all(tokens.map(isAlive))).toEqual([false, false]);
  });

  it('ends nothing for the provider of another Organization', async () => {
    const token = await signIn('mine');
    expect(
      (await send(form(await d.evil.logoutToken({ claims: { sid: 'mine' } })), d.evilConnection)).status,
    ).toBe(200);
    expect((await send(form(await d.evil.logoutToken({ claims: { sid: 'mine' } })))).status).toBe(400);
    expect(await isAlive(token)).toBe(true);
  });

  it('is believed once', async () => {
    const token = await d.op.logoutToken({ claims: { sid: 'again' } });
    expect((await send(form(token))).status).toBe(200);
    const session = await signIn('again');
    expect((await send(form(token))).status).toBe(400);
    expect((await trail('session.sso_refuse'))[0]?.code).toBe('logout.replay');
    expect(await isAlive(session)).toBe(true);
  });

  const wrong: readonly [string, string, () => Parameters<OidcDoor['op']['logoutToken']>[0]][] = [
    ['logout.token', 'an access token', () => ({ header: { typ: 'at+jwt' } })],
    ['logout.token', 'nonsense', () => ({ token: () => 'nonsense' })],
    ['logout.algorithm', 'no signature', () => ({ token: unsigned })],
    ['logout.algorithm', 'a critical extension', () => ({ token: critical })],
    ['logout.signature', 'a foreign key', () => ({ isForeignKey: true })],
    ['logout.issuer', 'another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['logout.audience', 'another audience', () => ({ claims: { aud: 'another-client' } })],
    ['logout.time', 'an old token', () => ({ claims: { iat: now() - 3600 } })],
    ['logout.time', 'one of the future', () => ({ claims: { iat: now() + 3600 } })],
    ['logout.time', 'one without an end', () => ({ claims: { exp: undefined } })],
    ['logout.event', 'no event', () => ({ claims: { events: undefined } })],
    ['logout.event', 'another event', () => ({ claims: { events: { 'https://example.com/login': {} } } })],
    ['logout.event', 'an event in words', () => ({ claims: { events: { [EVENT]: 'yes' } } })],
    ['logout.nonce', 'an ID token with an event (it has a nonce)', () => ({ claims: { nonce: 'n' } })],
    ['logout.subject', 'nobody', () => ({ claims: { sub: undefined } })],
    ['logout.subject', 'a session that is no text', () => ({ claims: { sid: 17 } })],
    ['logout.subject', 'no id', () => ({ claims: { jti: undefined } })],
  ];
  it.each(wrong)('is refused by %s: %s', async (check, _title, forgery) => {
    const session = await signIn('kept');
    const { status, seen } = await send(form(await d.op.logoutToken({ ...forgery() })));
    expect(status).toBe(400);
    expect((await trail('session.sso_refuse'))[0]?.code).toBe(check);
    expect(seen).toBe((await send('logout_token=')).seen);
    expect(await isAlive(session)).toBe(true);
  });

  it('makes us ask for keys only by what is meant for us', async () => {
    const before = d.op.keyRequests();
    for (const claims of [{ iss: 'https://evil.example' }, { aud: 'another' }, { iat: 0 }])
      await send(form(await d.op.logoutToken({ claims, isForeignKey: true })));
    expect(d.op.keyRequests()).toBe(before);
  });

  it.each(['nonsense', '00000000-0000-7000-8000-000000000000'])('finds no connection %s', async (id) => {
    expect((await send(form(await d.op.logoutToken()), id)).status).toBe(404);
  });
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned: Forgery['token'] = (claims) => `${part({ alg: 'none', typ: 'logout+jwt' })}.${part(claims)}.`;
const critical: Forgery['token'] = (claims) =>
  `${part({ alg: 'RS256', kid: 'first', crit: ['b64'], b64: false })}.${part(claims)}.AAAA`;
