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
  options: { body?: string; maxVersion?: 'TLSv1.1'; host?: string } = {},
): Promise<Reply> {
  const { body, maxVersion, host } = options;
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'x-kopexa-client': 'web',
      ...(host ? { host } : {}),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(
      new URL(path, fake.gateway.url),
      {
        method,
        headers,
        ca: certificate.cert,
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
  it('the session cookie has its host prefix and is Secure, and browsers are told to stay', async () => {
    const body = JSON.stringify({
      extensions: { persistedQuery: { sha256Hash: operationHash(FAKE_DOCUMENTS.SignIn) } },
    });
    const { status, headers } = await ask('/graphql', { body });
    expect(status).toBe(200);
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-kopexa_session=.*; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/,
    );
    expect(headers['strict-transport-security']).toMatch(/^max-age=63072000/);
  });

  it('old versions are refused', async () => {
    await expect(ask('/health', { maxVersion: 'TLSv1.1' })).rejects.toThrow();
  });

  it('other host names are refused', async () => {
    expect((await ask('/', { host: 'evil.example' })).status).toBe(421);
  });
});
