import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '#tests/kit/certificate.js';
import { FAKE_DOCUMENTS, startFakeGateway, type FakeGateway } from '#tests/kit/fake-gateway.js';
import { operationHash } from './operations/collect.js';

const certificate = makeCertificate();
let fake: FakeGateway;
beforeAll(async () => {
  fake = await startFakeGateway({ listener: { host: 'localhost', port: 0, tls: certificate } });
});
afterAll(() => fake.gateway.close());

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
}

function ask(
  path: string,
  options: { body?: string; maxVersion?: 'TLSv1.1'; host?: string; url?: string; ca?: string } = {},
): Promise<Reply> {
  const { body, maxVersion, host, url = fake.gateway.url, ca = certificate.cert } = options;
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'x-kopexa-client': 'web',
      ...(host ? { host } : {}),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(
      new URL(path, url),
      {
        method,
        headers,
        ca,
        servername: 'localhost',
        agent: false,
        ...(maxVersion ? { maxVersion, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
      },
      (response) => {
        response
          .resume()
          .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('Under TLS', () => {
  it('the session cookie has its host prefix and is Secure', async () => {
    const body = JSON.stringify({
      extensions: { persistedQuery: { sha256Hash: operationHash(FAKE_DOCUMENTS.SignIn) } },
    });
    const { status, headers } = await ask('/graphql', { body });
    expect(status).toBe(200);
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-kopexa_session=.*; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/,
    );
    // A browser would keep to it on every port of localhost.
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('browsers are told to stay with it', async () => {
    const listener = { host: 'localhost', port: 0, tls: certificate };
    const elsewhere = await startFakeGateway({ listener, publicOrigin: 'https://kopexa.example' });
    const address = elsewhere.gateway.app.server.address() as { port: number };
    const url = `https://localhost:${address.port}`;
    const { status, headers } = await ask('/health', { host: 'kopexa.example', url });
    expect([status, headers['strict-transport-security']]).toEqual([
      200,
      'max-age=63072000; includeSubDomains',
    ]);
    await elsewhere.gateway.close();
  });

  it('another certificate is shown from the next connection on', async () => {
    const renewed = makeCertificate();
    fake.gateway.renewCertificate(renewed);
    await expect(ask('/health')).rejects.toThrow(/self-signed/);
    expect((await ask('/health', { ca: renewed.cert })).status).toBe(200);
    fake.gateway.renewCertificate(certificate);
    expect((await ask('/health')).status).toBe(200);
  });

  it('old versions are refused', async () => {
    await expect(ask('/health', { maxVersion: 'TLSv1.1' })).rejects.toThrow();
  });

  it('other host names are refused', async () => {
    expect((await ask('/', { host: 'evil.example' })).status).toBe(421);
  });
});
