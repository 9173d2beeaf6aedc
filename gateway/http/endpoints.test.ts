import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, startFakeGateway, type FakeGateway } from '#tests/kit/fake-gateway.js';
import type { GatewayOptions } from '../create-gateway.js';
import type { Transport } from '../federation/transport.js';
import { ENDPOINTS } from './endpoints.js';

const folder = mkdtempSync(join(tmpdir(), 'kopexa-web-'));
let fake: FakeGateway;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Kopexa</title>${'<!-- -->'.repeat(200)}`);
  writeFileSync(join(folder, 'assets/app-abc123.js'), 'export {};');
  writeFileSync(join(folder, 'assets/app-abc123.js.map'), '{}');
  fake = await startFakeGateway({
    staticDirectory: folder,
    demoPeople: {
      people: [
        {
          name: 'Ada',
          email: 'ada@example.com',
          organization: 'Acme',
          role: { de: 'Eigentümerin', en: 'Owner' },
          code: '123456',
        } as never,
      ],
    },
  });
});
afterAll(async () => {
  await fake.gateway.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${fake.gateway.url}${path}`, { headers });
const page = { accept: 'text/html,application/xhtml+xml' };

describe('The approved endpoints', () => {
  it('are all that answers', () => {
    const routes = fake.gateway.app.printRoutes({ commonPrefix: false });
    const found = [...routes.matchAll(/\((GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|[A-Z, ]+)\)/g)].flatMap(
      ([, methods]) => (methods ?? '').split(', '),
    );
    expect(found).toHaveLength(ENDPOINTS.length);
    for (const { method, path } of ENDPOINTS)
      expect(fake.gateway.app.hasRoute({ method, url: path }), path).toBe(true);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('do not include %s of anything', async (method) => {
    for (const path of ['/', '/graphql', '/health', '/internal/audit-export']) {
      const response = await fetch(`${fake.gateway.url}${path}`, {
        method,
        headers: { 'sec-fetch-site': 'same-origin', 'x-kopexa-client': 'web' },
      });
      expect(response.status, `${method} ${path}`).toBe(404);
    }
  });

  it('make the start fail for a route off the list, with a sentence that says what to do', async () => {
    await expect(startFakeGateway({ extend: (app) => app.get('/debug', () => 'x') })).rejects.toThrow(
      /GET \/debug is not an approved endpoint: add it to gateway\/http\/endpoints\.ts/,
    );
  });

  it('tell that the process lives and takes requests', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
    expect((await get('/ready')).status).toBe(200);
  });

  it('show the people of the demo without their codes, and nothing when there is no demo', async () => {
    expect(await (await get('/demo-people.json')).text()).not.toMatch(/123456/);
    const plain = await startFakeGateway();
    expect((await fetch(`${plain.gateway.url}/demo-people.json`)).status).toBe(204);
    await plain.gateway.close();
  });
});

describe('The web client', () => {
  it('is a page for every place inside it', async () => {
    for (const path of ['/', '/sign-in', '/o/acme/d/policy-0197', '/o/acme/search?q=x.y']) {
      const response = await get(path, page);
      expect([response.status, response.headers.get('cache-control')], path).toEqual([200, 'no-cache']);
      expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self'; style-src 'self';/);
    }
  });

  it('keeps hashed files for good and revalidates the rest', async () => {
    const asset = await get('/assets/app-abc123.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const first = await get('/', { ...page, 'accept-encoding': 'br' });
    expect(first.headers.get('content-encoding')).toBe('br');
    expect((await get('/', { ...page, 'if-none-match': first.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it.each([
    '/assets/gone.js',
    '/assets/app-abc123.js.map',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/.env',
    '/%zz',
    '/favicon.ico',
  ])('has no %s', async (path) => {
    const { statusCode, headers, body } = await fake.gateway.app.inject({
      url: path,
      headers: { host: new URL(fake.gateway.url).host, ...page },
    });
    expect([400, 404]).toContain(statusCode);
    expect(headers['content-security-policy']).toBeDefined();
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { requestId: expect.any(String) } }] });
  });
});

describe('An audit export', () => {
  const id = '0197a000-0000-7000-8000-00000000000a';
  const org = {
    id: ADA.userId as never,
    slug: 'acme',
    role: 'organization.owner',
    permissions: [],
    spaces: [],
  };
  const lines = ['{"a":1}\n', '{"b":2}\n'];
  const FILE = {
    'content-type': 'application/x-ndjson',
    'content-disposition': 'attachment; filename="x.jsonl"',
    'x-internal': 'stays inside',
  };
  const all = () => Promise.resolve(new Response(lines.join(''), { headers: FILE }));
  const start = (actor: object, route: Transport['route'], options: Partial<GatewayOptions> = {}) =>
    startFakeGateway({
      resolveSession: () => Promise.resolve({ ...ADA, org, ...actor }),
      transport: { send: () => Promise.reject(new Error('unused')), route, close: () => Promise.resolve() },
      ...options,
    });
  const download = async (actor: object, route: Transport['route'], headers: Record<string, string> = {}) => {
    const { gateway } = await start(actor, route);
    const response = await fetch(`${gateway.url}/o/acme/audit-exports/${id}`, { headers });
    const result = { status: response.status, text: await response.text(), headers: response.headers };
    await gateway.close();
    return result;
  };

  it('streams as a download, with the listed headers alone', async () => {
    const { status, text, headers } = await download({}, all);
    expect([status, text]).toEqual([200, lines.join('')]);
    expect(headers.get('content-disposition')).toBe(FILE['content-disposition']);
    expect(headers.get('x-internal')).toBeNull();
  });

  it('is asked for with a passport over method, path and the listed headers', async () => {
    const heads: string[] = [];
    await download({}, (_subgraph, _route, call) => (heads.push(call.head), all()), { accept: 'x/y' });
    expect(JSON.parse(heads[0] ?? '')).toEqual({
      method: 'GET',
      params: { slug: 'acme', id },
      query: {},
      headers: {},
      json: null,
    });
  });

  it('ends where it stands once the session is gone', async () => {
    let gone = false;
    const dripping = (): Promise<Response> =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            pull: async (controller) => {
              await new Promise((resolve) => setTimeout(resolve, 10));
              gone = true;
              controller.enqueue(Buffer.from('line\n'));
            },
          }),
        ),
      );
    const { gateway } = await start({}, dripping, {
      resolveSession: () => Promise.resolve({ ...ADA, org: gone ? null : org }),
      rightsEveryMs: 20,
    });
    const response = await fetch(`${gateway.url}/o/acme/audit-exports/${id}`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await gateway.close();
  });

  it.each([
    ['nobody', { kind: 'anonymous', assurance: 0, org: null }, 401],
    ['a password alone', { assurance: 1, org: null }, 403],
    ['another Organization', { org: null }, 404],
  ])('is refused to %s', async (_who, actor, status) => {
    expect((await download(actor, all)).status).toBe(status);
  });

  it('is refused in the subgraph’s words', async () => {
    const missing = () => Promise.resolve(Response.json({ errors: [{ message: 'no' }] }, { status: 404 }));
    expect(await download({}, missing)).toMatchObject({ status: 404, text: '{"errors":[{"message":"no"}]}' });
  });

  it('says so when the subgraph does not answer', async () => {
    const { status, text } = await download({}, () => Promise.reject(new Error('secret reason')));
    expect([status, text.includes('secret reason')]).toEqual([503, false]);
  });

  it('cannot be started by another site', async () => {
    expect((await download({}, all, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});
