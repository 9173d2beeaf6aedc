import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSubgraph, type ServedSubgraph } from '#runtime/graphql/serve-subgraph.js';
import type { Subgraph } from '#runtime/graphql/subgraph.js';
import { IDENTITY_FILE, maintain } from '#runtime/tls/authority.js';
import { openIdentity, type Renewable, type TlsMaterial } from '#runtime/tls/identity.js';
import { overHttp } from './transport.js';

/** Certificates of four seconds under an authority of sixteen. */
// Wide enough that a machine which stands still for a second or two renews in time all the same.
const LIFETIMES = { certificate: 8_000, authority: 32_000 };
const HOLDERS = Object.fromEntries(
  ['gateway', 'content', 'tenancy'].map((name) => [name, { names: [name] }]),
);
const CALL = { passport: 'p.m', body: '{}' };
const never = new AbortController().signal;

let asked = 0;
const answering: Subgraph = {
  name: 'content',
  sdl: '',
  handle: () => Promise.resolve({ status: 200, body: `{"data":{"asked":${(asked += 1)}}}` }),
  route: () => Promise.resolve(new Response('routed')),
  close: () => Promise.resolve(),
};

let folder: string;
let identities: Record<string, Renewable<TlsMaterial>>;
let served: ServedSubgraph;
const round = (keep = folder) =>
  maintain(keep, { holders: HOLDERS, commonName: 'Test', lifetimes: LIFETIMES });
const open = (name: string, keep = folder) => openIdentity(join(keep, name), 50);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mtls-'));
  await round();
  identities = { gateway: open('gateway'), content: open('content'), tenancy: open('tenancy') };
  served = await serveSubgraph(answering, { identity: identities['content'] });
});
afterAll(async () => {
  await served.close();
  for (const identity of Object.values(identities)) identity.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks as somebody with these certificates; the status, or why there was no connection. */
function knock(path: string, tls: object, method = 'POST'): Promise<number | string> {
  const servername = 'content';
  return new Promise((resolve) => {
    const asking = request(new URL(path, served.url), { method, agent: false, servername, ...tls });
    asking.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asking.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.end();
  });
}

describe('A subgraph behind mutual TLS', () => {
  it('answers the gateway', async () => {
    const transport = overHttp({ content: served.url }, identities['gateway']);
    expect((await transport.send('content', CALL, never)).status).toBe(200);
    const answer = await transport.route('content', 'x', { ...CALL, head: '{}', body: null, signal: never });
    expect(await answer.text()).toBe('routed');
    await transport.close();
  });

  it('answers nobody else', async () => {
    const before = asked;
    const elsewhere = mkdtempSync(join(tmpdir(), 'mtls-'));
    await round(elsewhere);
    const foreign = open('gateway', elsewhere);
    const { ca } = identities['gateway']!.current();
    expect(await knock('/graphql', { ca })).toMatch(/CERTIFICATE_REQUIRED|ECONNRESET/);
    expect(await knock('/graphql', { ...foreign.current(), ca })).toMatch(/UNKNOWN_CA|ALERT|ECONNRESET/i);
    // Another process of the same installation: known, but not the one that may ask.
    const tenancy = identities['tenancy']!.current();
    expect(await knock('/graphql', tenancy)).toBe(403);
    expect(await knock('/internal/x', tenancy)).toBe(403);
    expect(await knock('/health', tenancy, 'GET')).toBe(200);
    expect(await knock('/health', { ...tenancy, maxVersion: 'TLSv1.2' }, 'GET')).toBe('EPROTO');
    expect(asked).toBe(before);
    foreign.close();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  it('has to prove its own name', async () => {
    const transport = overHttp({ tenancy: served.url }, identities['gateway']);
    await expect(transport.send('tenancy', CALL, never)).rejects.toThrow(/altnames|ERR_TLS_CERT/i);
    await transport.close();
  });

  it('does not listen beyond this machine without an identity', async () => {
    await expect(serveSubgraph(answering, { host: '0.0.0.0' })).rejects.toThrow(/needs mutual TLS/);
  });

  it('answers every request while certificates and authority are replaced', { timeout: 60_000 }, async () => {
    const counted = await countConnections(served.url);
    const transport = overHttp({ content: counted.url }, identities['gateway']);
    const certificates = new Set<string>();
    let answered = 0;
    const until = Date.now() + LIFETIMES.authority + 3_000;
    const renewing = (async () => {
      for (; Date.now() < until; await sleep(250)) {
        await round();
        certificates.add(readFileSync(join(folder, 'content', IDENTITY_FILE), 'utf8'));
      }
    })();
    for (; Date.now() < until; await sleep(20)) {
      const { status } = await transport.send('content', CALL, never);
      if (status === 200) answered += 1;
      else throw new Error(`After ${answered} answers: ${status}.`);
    }
    await renewing;
    expect(certificates.size).toBeGreaterThan(6);
    expect(answered).toBeGreaterThan(200);
    // Each renewal led to a connection of its own; and here is one more, with what is valid now.
    expect(counted.connections()).toBeGreaterThan(6);
    expect(await knock('/health', identities['gateway']!.current(), 'GET')).toBe(200);
    await transport.close();
    counted.close();
  });
});

/** A way to the same server that counts who takes it. */
async function countConnections(url: string): Promise<{ url: string; connections(): number; close(): void }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    const onwards = connect(Number(new URL(url).port), '127.0.0.1');
    for (const end of [socket, onwards]) end.on('error', () => undefined);
    socket.pipe(onwards).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    connections: () => connections,
    close: () => void server.close(),
  };
}
