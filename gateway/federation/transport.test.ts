import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProcess, overHttp, RouteRefused, type Transport } from './transport.js';

let server: Server;
let transport: Transport;
const seen: { url: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];
const sockets = new Set<unknown>();

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen.push({ url: request.url, headers: request.headers, body });
      if (request.url === '/internal/slow' || (request.url === '/graphql' && body.includes('slow'))) return;
      if (request.url === '/internal/missing') response.writeHead(404);
      else if (request.url?.startsWith('/internal/') && request.url !== '/internal/lines')
        response.writeHead(401);
      response.write('one\n');
      response.end('two\n');
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  transport = overHttp({ content: `http://127.0.0.1:${port}`, gone: 'http://127.0.0.1:1' });
});
afterAll(async () => {
  await transport.close();
  server.closeAllConnections();
  server.close();
});

const call = { passport: 'p.m', body: '{"query":"{a}"}' };
const never = new AbortController().signal;
const routeCall = { passport: 'p.m', head: '{"method":"GET"}', body: null, signal: never };

describe('Subgraphs over HTTP', () => {
  it('get the passport and the body, and nothing of the client, over kept connections', async () => {
    for (let n = 0; n < 5; n += 1) expect((await transport.send('content', call, never)).status).toBe(200);
    expect(sockets.size).toBeLessThan(5);
    const { headers, ...rest } = seen[0] ?? { headers: {} };
    expect(rest).toEqual({ url: '/graphql', body: call.body });
    expect(Object.keys(headers).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-kopexa-passport',
    ]);
  });

  it('stream their internal routes', async () => {
    const body = new Blob(['three']).stream();
    const answer = await transport.route('content', 'lines', { ...routeCall, body });
    expect([answer.status, await answer.text()]).toEqual([200, 'one\ntwo\n']);
    const { headers, body: sent } = seen.at(-1)!;
    expect([Buffer.from(String(headers['x-kopexa-head']), 'base64url').toString(), sent]).toEqual([
      routeCall.head,
      'three',
    ]);
  });

  it('hand on what a route answers, and say when there is none', async () => {
    expect((await transport.route('content', 'missing', routeCall)).status).toBe(404);
    await expect(transport.route('content', '../graphql', routeCall)).rejects.toBeInstanceOf(RouteRefused);
    expect(seen.at(-1)?.url).toBe('/internal/..%2Fgraphql');
  });

  it('stop a route when the client is gone', async () => {
    const gone = new AbortController();
    const answer = transport.route('content', 'slow', { ...routeCall, signal: gone.signal });
    gone.abort();
    await expect(answer).rejects.toThrow();
  });

  it('are given up when the time is over, and reject when nobody listens', async () => {
    await expect(
      transport.send('content', { ...call, body: 'slow' }, AbortSignal.timeout(50)),
    ).rejects.toThrow();
    await expect(transport.send('gone', call, never)).rejects.toThrow();
    await expect(transport.send('unknown', call, never)).rejects.toThrow(/No subgraph is called unknown/);
  });
});

describe('Subgraphs in this process', () => {
  const hanging = {
    name: 'content',
    handle: () => new Promise<never>(() => undefined),
    route: () => Promise.resolve(null),
  };
  it('are given up when the time is over', async () => {
    await expect(inProcess([hanging]).send('content', call, AbortSignal.timeout(20))).rejects.toThrow();
  });
  it('refuse a route that they have not', async () => {
    await expect(inProcess([hanging]).route('content', 'x', routeCall)).rejects.toThrow(RouteRefused);
  });
});
