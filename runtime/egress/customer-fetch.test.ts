import { gzipSync } from 'node:zlib';
import { createServer as createPlainServer, type Server } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestAuthority, type LocalPeer, type TestAuthority } from '../testing/local-peer.js';
import { createCustomerFetch, CustomerFetchFailed, type CustomerFetchOptions } from './customer-fetch.js';
import type { EgressRecord, Resolve } from './egress.js';

const MIB = 1024 * 1024;
let authority: TestAuthority;
let peer: LocalPeer;
let inside: Server;
let insideUrl: string;
let reached = 0;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '';
  if (path === '/redirect') return void response.writeHead(302, { location: insideUrl }).end();
  if (path === '/large') return void response.end(Buffer.alloc(MIB + 1, 97));
  if (path === '/fits') return void response.end(Buffer.alloc(MIB, 97));
  if (path === '/bomb')
    return void response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(20 * MIB, 97)));
  if (path === '/slow') return void response.writeHead(200).write('{');
  if (path === '/silent') return undefined;
  response
    .writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
    .end(JSON.stringify({ path }));
}

beforeAll(async () => {
  authority = await makeTestAuthority();
  peer = await authority.serve(answer);
  inside = createPlainServer((_request, response) => {
    reached += 1;
    response.end('secret');
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  insideUrl = `http://localhost:${(inside.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await peer.close();
  inside.close();
});

function ours(options: Partial<CustomerFetchOptions> = {}) {
  const records: EgressRecord[] = [];
  const fetch = createCustomerFetch({
    record: (each) => records.push(each),
    ca: authority.ca,
    privateHosts: [peer.host],
    ...options,
  });
  return { fetch, records };
}

/** Why it failed; `reached` when it did not. */
async function failureOf(promise: Promise<Response>): Promise<string> {
  return promise.then(
    () => 'reached',
    (error: unknown) => (error instanceof CustomerFetchFailed ? error.reason : String(error)),
  );
}

const addresses =
  (...all: string[]): Resolve =>
  () =>
    Promise.resolve(all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('The way to an address that somebody entered', () => {
  it('reaches a provider over TLS that is believed, and hands on no cookies', async () => {
    const { fetch, records } = ours();
    const found = await fetch(`${peer.origin}/well-known`);
    expect(await found.json()).toEqual({ path: '/well-known' });
    expect(found.headers.get('set-cookie')).toBeNull();
    expect(records).toEqual([{ destination: 'sso', address: '127.0.0.1', outcome: 'connected' }]);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.5',
    '169.254.169.254',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    'fd00::1',
    'fe80::1',
  ])('does not go where a name leads to %s', async (address) => {
    const { fetch, records } = ours({ privateHosts: [], resolve: addresses(address) });
    expect(await failureOf(fetch('https://idp.example/'))).toBe('private');
    expect(records).toEqual([{ destination: 'sso', address, outcome: 'refused' }]);
  });

  it('refuses a name that has a public and a private address', async () => {
    const { fetch } = ours({ privateHosts: [], resolve: addresses('9.9.9.9', '10.0.0.5') });
    expect(await failureOf(fetch('https://idp.example/'))).toBe('private');
  });

  it('asks for a name once a connection and goes to the address that was checked (rebinding)', async () => {
    let asked = 0;
    const rebinding: Resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]);
    };
    const { fetch, records } = ours({ resolve: rebinding });
    expect((await fetch(peer.origin)).status).toBe(200);
    expect([asked, records.at(-1)?.address]).toEqual([1, '127.0.0.1']);
    // A public name that is checked again for every connection: what was good once is not good for ever.
    const turned = ours({ privateHosts: [], resolve: rebinding });
    expect(await failureOf(turned.fetch('https://idp.example/'))).toBe('private');
  });

  it.each([
    'http://idp.example/',
    'ftp://idp.example/',
    'file:///etc/passwd',
    'https://169.254.169.254/latest/meta-data',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://user:word@idp.example/',
    'nowhere',
  ])('refuses %s as an address', async (address) => {
    const { fetch, records } = ours({ resolve: addresses('9.9.9.9') });
    expect(await failureOf(fetch(address))).toBe('address');
    expect(records).toEqual([]);
  });

  it('opens the port that the operator listed, and no other of the same host', async () => {
    expect(await failureOf(ours({ privateHosts: ['localhost'] }).fetch(peer.origin))).toBe('private');
    expect(await failureOf(ours({ privateHosts: [] }).fetch(peer.origin))).toBe('private');
    expect(await failureOf(ours({ privateHosts: [peer.host.toUpperCase()] }).fetch(peer.origin))).toBe(
      'reached',
    );
  });

  it('follows no redirect, least of all inwards', async () => {
    expect(await failureOf(ours().fetch(`${peer.origin}/redirect`, { redirect: 'follow' }))).toBe('redirect');
    expect(reached).toBe(0);
  });

  it('takes at most 1 MiB, however small it was packed', async () => {
    expect(await failureOf(ours().fetch(`${peer.origin}/fits`))).toBe('reached');
    expect(await failureOf(ours().fetch(`${peer.origin}/large`))).toBe('too_large');
    expect(await failureOf(ours().fetch(`${peer.origin}/bomb`))).toBe('too_large');
  });

  it.each(['/slow', '/silent'])('does not wait for %s', async (path) => {
    const { fetch } = ours({ timeoutMs: 300 });
    expect(await failureOf(fetch(`${peer.origin}${path}`))).toBe('slow');
  });

  it('believes no certificate of an unknown authority, nor one for another name', async () => {
    expect(await failureOf(ours({ ca: null }).fetch(peer.origin))).toBe('unreachable');
    const other = await authority.serve(answer, ['idp.example']);
    expect(await failureOf(ours({ privateHosts: [other.host] }).fetch(other.origin))).toBe('unreachable');
    await other.close();
  });

  it('speaks no plain HTTP to a listed host either', async () => {
    const { host } = new URL(insideUrl);
    expect(await failureOf(ours({ privateHosts: [host] }).fetch(`https://${host}/`))).toBe('unreachable');
    expect(await failureOf(ours({ privateHosts: [host] }).fetch(insideUrl))).toBe('address');
    expect(reached).toBe(0);
  });
});
