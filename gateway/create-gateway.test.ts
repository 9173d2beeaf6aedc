import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ADA,
  FAKE_DOCUMENTS,
  FAKE_TOKEN,
  startFakeGateway,
  type FakeGateway,
} from '#tests/kit/fake-gateway.js';
import { toPublicError } from './federation/answer-errors.js';
import { operationHash } from './operations/collect.js';

let fake: FakeGateway;
beforeAll(async () => {
  fake = await startFakeGateway();
});
afterAll(() => fake.gateway.close());

const codes = (body: { errors?: { extensions: Record<string, unknown> }[] }): unknown[] =>
  (body.errors ?? []).map((error) => error.extensions['code']);

describe('A persisted operation', () => {
  it('is answered across subgraphs, with plans prepared at build', async () => {
    const { status, body } = await fake.run('Me');
    expect(status).toBe(200);
    expect(body).toEqual({ data: { me: { id: 'ada', name: 'Ada' } } });
    expect(fake.gateway.plannedAtStart).toBe(0);
  });

  it('keeps the code of an error inside a batch of entities, and nothing else of it', async () => {
    const { body } = await fake.run('Notes');
    expect(body.data?.['notes']).toMatchObject([
      { author: { name: 'ADA' } },
      { author: { name: null } },
      { author: { name: 'BOB' } },
    ]);
    expect(body.errors).toEqual([
      {
        message: 'This person is gone.',
        path: ['notes', 1, 'author'],
        extensions: {
          code: 'NOT_FOUND',
          requestId: expect.any(String),
          field: 'input.x',
          details: { kept: 1 },
        },
      },
    ]);
  });

  it('masks what the catalogue does not know as INTERNAL with the request id', async () => {
    const { body, text, headers } = await fake.run('Broken', {
      headers: { 'accept-language': 'de-DE,de;q=0.9' },
    });
    expect(codes(body)).toEqual(['INTERNAL']);
    expect(body.errors?.[0]?.message).toMatch(/^Das hat nicht funktioniert/);
    expect(body.errors?.[0]?.extensions['requestId']).toBe(headers.get('x-request-id'));
    expect(text).not.toMatch(/secret_table|SQL_EXPLODED|serviceName|secretDetail/);
  });

  it('carries a passport for its subgraph alone, with the operation and the request', async () => {
    fake.seen.length = 0;
    await fake.run('Me', {
      headers: {
        'x-kopexa-time-zone': 'Europe/Berlin',
        'x-kopexa-passport': 'forged',
        'user-agent': 'Mosaic',
      },
    });
    expect(fake.seen).toHaveLength(1);
    expect(fake.seen[0]?.passport).toMatchObject({
      actor: { userId: ADA.userId },
      request: { operation: 'Me', timeZone: 'Europe/Berlin', userAgent: 'Mosaic' },
    });
  });
});

describe('The allow-list', () => {
  const persisted = (sha256Hash?: string): object => ({
    extensions: { persistedQuery: { version: 1, sha256Hash } },
  });
  it.each([
    ['text', { query: FAKE_DOCUMENTS.Me }, 400, 'PERSISTED_TEXT_REFUSED'],
    [
      'text beside a known id',
      { query: '{', ...persisted(operationHash(FAKE_DOCUMENTS.Me)) },
      400,
      'PERSISTED_TEXT_REFUSED',
    ],
    ['no id', {}, 400, 'PERSISTED_ID_MISSING'],
    ['an unknown id', persisted('0'.repeat(64)), 404, 'PERSISTED_ID_UNKNOWN'],
    ['an id that is a name of Object', persisted('constructor'), 404, 'PERSISTED_ID_UNKNOWN'],
    ['a batch', [persisted(operationHash(FAKE_DOCUMENTS.Me))], 400, 'INVALID_INPUT'],
    ['no JSON', '{"a":', 400, 'INVALID_INPUT'],
    ['a prototype', '{"__proto__":{"a":1}}', 400, 'INVALID_INPUT'],
  ])('refuses %s', async (_what, body, status, code) => {
    fake.seen.length = 0;
    const response = await fake.post(body);
    expect(response.status).toBe(status);
    expect(codes((await response.json()) as never)).toEqual([code]);
    expect(fake.seen).toEqual([]);
  });

  it('refuses an operation of another client', async () => {
    const { status, body } = await fake.run('Me', { headers: { 'x-kopexa-client': 'tools' } });
    expect([status, ...codes(body)]).toEqual([403, 'PERSISTED_ID_FOREIGN']);
  });

  it('answers queries by GET and refuses changes', async () => {
    const get = (name: keyof typeof FAKE_DOCUMENTS): Promise<Response> => {
      const extensions = JSON.stringify({
        persistedQuery: { version: 1, sha256Hash: operationHash(FAKE_DOCUMENTS[name]) },
      });
      return fetch(`${fake.gateway.url}/graphql?${new URLSearchParams({ extensions })}`, {
        headers: { 'x-kopexa-client': 'web' },
      });
    };
    expect(await (await get('Me')).json()).toMatchObject({ data: { me: { id: 'ada' } } });
    expect((await get('SignOut')).status).toBe(405);
  });
});

describe('The session cookie', () => {
  it('is set and cleared as the subgraph asks, and the token is nowhere else', async () => {
    const signedIn = await fake.run('SignIn');
    const [cookie, browser] = signedIn.headers.getSetCookie();
    const { port } = new URL(fake.gateway.url);
    expect(cookie).toBe(
      `kopexa_session_${port}=${FAKE_TOKEN}; Path=/; HttpOnly; SameSite=Lax; Expires=Thu, 01 Jan 2099 00:00:00 GMT`,
    );
    // The browser is known again, for a year; its own cookie is not made anew where there is one.
    expect(browser).toMatch(
      new RegExp(`^kopexa_browser_${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000$`),
    );
    const again = await fake.run('SignIn', { headers: { cookie: browser?.split(';')[0] ?? '' } });
    expect(again.headers.getSetCookie()).toHaveLength(1);
    expect(signedIn.text).toBe('{"data":{"signIn":true}}');
    const signedOut = await fake.run('SignOut');
    expect(signedOut.headers.get('set-cookie')).toMatch(/Max-Age=0$/);
  });
});

describe('A request from elsewhere', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
    ['a form', { 'x-kopexa-client': '' }],
  ])('from %s is refused', async (_where, headers) => {
    const { status, body } = await fake.run('Me', { headers });
    expect([status, ...codes(body)]).toEqual([403, 'CROSS_SITE_REFUSED']);
  });

  it('cannot send text/plain', async () => {
    const response = await fake.post('{}', { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
  });

  it('under a foreign host name is refused, and 127.0.0.1 is sent to localhost', async () => {
    const rebound = await fake.gateway.app.inject({ url: '/', headers: { host: 'evil.example' } });
    expect(rebound.statusCode).toBe(421);
    const { port } = new URL(fake.gateway.url);
    const numeric = await fake.gateway.app.inject({
      url: '/o/acme?x=1',
      headers: { host: `127.0.0.1:${port}` },
    });
    expect([numeric.statusCode, numeric.headers.location]).toEqual([
      308,
      `http://localhost:${port}/o/acme?x=1`,
    ]);
  });
});

describe('Limits', () => {
  it('refuse a body that is too large', async () => {
    const response = await fake.post({ variables: { text: 'x'.repeat(3 * 1024 * 1024) } });
    expect(response.status).toBe(413);
    expect(codes((await response.json()) as never)).toEqual(['TOO_LARGE']);
  });

  it('refuse who asks too fast, and say when to come back', async () => {
    const slow = await startFakeGateway({
      rateLimits: { byAddress: { burst: 100, perSecond: 10 }, bySession: { burst: 2, perSecond: 0.1 } },
    });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await slow.run('Me')).status);
    const refused = await slow.run('Me');
    expect(statuses).toEqual([200, 200, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await slow.gateway.close();
  });
});

describe('A subgraph that does not answer', () => {
  it('is UNAVAILABLE, and nobody learns where it lives', async () => {
    const lame = await startFakeGateway({ failing: ['people'] });
    const { body, text } = await lame.run('Notes');
    expect(new Set(codes(body))).toEqual(new Set(['UNAVAILABLE']));
    expect(body.data?.['notes']).toHaveLength(3);
    expect(text).not.toMatch(/10\.0\.0\.7|people/);
    await lame.gateway.close();
  });

  it('is named by what people miss, in their language', () => {
    const error = { message: 'x', extensions: { code: 'UNAVAILABLE', subgraph: 'content' } };
    const told = (locale: 'de' | 'en') => toPublicError(error, { locale, requestId: 'r' });
    expect(told('de').message).toMatch(/^Dokumente und Suche sind gerade nicht erreichbar\. Alles andere/);
    expect(told('en').message).toMatch(/^Documents and search cannot be reached right now\. Everything else/);
    expect(told('en').extensions).toEqual({ code: 'UNAVAILABLE', requestId: 'r' });
  });

  it('is UNAVAILABLE too when the database cannot say who asks', async () => {
    const lame = await startFakeGateway({ resolveSession: () => Promise.reject(new Error('no connection')) });
    const { status, body } = await lame.run('Me');
    expect([status, ...codes(body)]).toEqual([503, 'UNAVAILABLE']);
    await lame.gateway.close();
  });
});

describe('Made-up session tokens', () => {
  it('do not buy more requests', async () => {
    const slow = await startFakeGateway({
      rateLimits: { byAddress: { burst: 100, perSecond: 10 }, bySession: { burst: 2, perSecond: 0.1 } },
      resolveSession: () =>
        Promise.resolve({ ...ADA, kind: 'anonymous', userId: null, sessionId: null, assurance: 0 }),
    });
    const { port } = new URL(slow.gateway.url);
    const statuses = [];
    for (let n = 0; n < 4; n += 1) {
      const cookie = `kopexa_session_${port}=${String(n).repeat(43)}`;
      statuses.push((await slow.run('Me', { headers: { cookie } })).status);
    }
    expect(statuses).toEqual([200, 200, 429, 429]);
    await slow.gateway.close();
  });
});

describe('Stopping', () => {
  it('answers what is running, and takes nothing new', async () => {
    const arrived = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<{ status: number; body: string }>();
    const slow = await startFakeGateway({
      transport: {
        send: () => {
          arrived.resolve();
          return answered.promise;
        },
        route: () => Promise.resolve(new Response()),
        close: () => Promise.resolve(),
      },
    });
    const running = slow.run('Me');
    await arrived.promise;
    const closed = slow.gateway.close();
    await expect(slow.run('Me')).rejects.toThrow();
    answered.resolve({
      status: 200,
      body: '{"data":{"me":{"__typename":"Person","id":"ada","name":"Ada"}}}',
    });
    expect((await running).body).toEqual({ data: { me: { id: 'ada', name: 'Ada' } } });
    await closed;
  });
});

describe('Text in development', () => {
  it('is answered on loopback when asked for, and only when it fits the API', async () => {
    const open = await startFakeGateway({ adHoc: 'loopback' });
    const good = await open.post({ query: 'query Mine { me { name } }' });
    expect(await good.json()).toEqual({ data: { me: { name: 'Ada' } } });
    const bad = await open.post({ query: 'query Mine { you }' });
    expect(bad.status).toBe(400);
    await open.gateway.close();
  });
});
