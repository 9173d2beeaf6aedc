import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type SecureVersion } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '#tests/kit/certificate.js';
import { ownOrigin } from '#runtime/egress/own-origin.js';

const open: { close(done?: () => void): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

async function tlsServer(minVersion: SecureVersion, maxVersion: SecureVersion): Promise<string> {
  const options = { ...makeCertificate(), minVersion, maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' };
  const server = createServer(options, (socket) => socket.end());
  server.on('tlsClientError', () => undefined);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return `https://localhost:${portOf(server)}`;
}

async function httpServer(answer: Parameters<typeof createHttp>[1]): Promise<string> {
  const server: Server = createHttp(answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return `http://localhost:${portOf(server)}`;
}

describe('the own origin', () => {
  it('offers old versions of TLS for real: a server that takes them is found out', async () => {
    const old = ownOrigin(await tlsServer('TLSv1', 'TLSv1.1'));
    expect(await old.offers('TLSv1')).toBe(true);
    expect(await old.offers('TLSv1.1')).toBe(true);
    expect(await old.offers('TLSv1.3')).toBe(false);
  });

  it('sees a server that takes TLS 1.2 and 1.3 alone', async () => {
    const now = ownOrigin(await tlsServer('TLSv1.2', 'TLSv1.3'));
    expect(now.isTls).toBe(true);
    expect(await now.offers('TLSv1')).toBe(false);
    expect(await now.offers('TLSv1.1')).toBe(false);
    expect(await now.offers('TLSv1.2')).toBe(true);
    expect(await now.offers('TLSv1.3')).toBe(true);
  });

  it('looks at the certificate and answers over TLS whoever issued it', async () => {
    const server = createHttps(makeCertificate(), (_request, answer) => answer.end('inside'));
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const own = ownOrigin(`https://localhost:${portOf(server)}`);
    expect((await own.request('/')).body).toBe('inside');
    expect(await own.certificate()).toMatchObject({
      namesOrigin: true,
      isValidNow: true,
      isKnownAuthority: false,
    });
    expect(await ownOrigin(`https://127.0.0.1:${portOf(server)}`).certificate()).toMatchObject({
      isValidNow: true,
    });
  });

  it('offers nothing where there is no TLS, and nothing to nobody', async () => {
    const plain = ownOrigin(await httpServer((_request, answer) => answer.end()));
    expect(plain.isTls).toBe(false);
    expect(await plain.offers('TLSv1.3')).toBe(false);
    expect(await plain.certificate()).toBeNull();
    expect(await ownOrigin('https://localhost:1').certificate()).toBeNull();
    expect(await ownOrigin('https://localhost:1').offers('TLSv1.3')).toBe(false);
  });

  it('sends what it was told and no cookie, follows nothing, and reads two megabytes at most', async () => {
    const seen: unknown[] = [];
    const origin = await httpServer((request, answer) => {
      seen.push([request.method, request.url, request.headers.cookie, request.headers['x-one']]);
      if (request.url === '/away') answer.writeHead(302, { location: 'https://elsewhere.example/' });
      answer.end(request.url === '/long' ? 'x'.repeat(3 * 1024 * 1024) : 'short');
    });
    const own = ownOrigin(origin);
    expect(await own.request('/a', { method: 'POST', headers: { 'x-one': '1' }, body: '{}' })).toMatchObject({
      status: 200,
      body: 'short',
    });
    expect((await own.request('/away')).status).toBe(302);
    expect((await own.request('/long')).body.length).toBe(2 * 1024 * 1024);
    expect(seen[0]).toEqual(['POST', '/a', undefined, '1']);
    await expect(ownOrigin('http://localhost:1').request('/')).rejects.toThrow(/ECONNREFUSED|AggregateError/);
  });
});
