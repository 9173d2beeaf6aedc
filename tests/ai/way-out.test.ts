import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiDestinations } from '#runtime/egress/azure-destinations.js';
import { createEgress, type Destination, type EgressRecord, type Resolve } from '#runtime/egress/egress.js';
import { createOutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { makeCertificate } from '#tests/kit/certificate.js';

const LOCATION = 'http://169.254.169.254/latest/meta-data/';
let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/redirect') response.writeHead(302, { location: LOCATION }).end();
  else response.end('ok');
});
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function outTo(destination: Partial<Destination>, resolve?: Resolve) {
  const records: EgressRecord[] = [];
  const egress = createEgress({
    destinations: [{ name: 'azure-openai', host: 'company.openai.azure.com', port: 443, ...destination }],
    record: (record) => records.push(record),
    ...(resolve ? { resolve } : {}),
  });
  return { fetch: createOutgoingFetch(egress, 'azure-openai', { connectMs: 500 }), records };
}

const addresses =
  (...given: string[]): Resolve =>
  () =>
    Promise.resolve(given.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

/** What a failed request was caused by, in one text. */
async function whyNot(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'it went out';
  } catch (error) {
    const reasons: string[] = [];
    for (let each: unknown = error; each instanceof Error; each = each.cause) reasons.push(each.message);
    return reasons.join(': ');
  }
}

describe('The way to the model', () => {
  it('leads to the listed host and port', async () => {
    const { fetch, records } = outTo({ host: '127.0.0.1', port, allowPrivate: true });
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok');
    expect(records).toEqual([{ destination: 'azure-openai', address: '127.0.0.1', outcome: 'connected' }]);
  });

  it.each([
    ['another port', () => `http://127.0.0.1:${port + 1}/`],
    ['another host', () => `http://localhost:${port}/`],
    ['the metadata service', () => LOCATION],
    ['a host with the listed one in front', () => `http://127.0.0.1.evil.example:${port}/`],
    ['a host behind the listed one as a name', () => `http://127.0.0.1@evil.example:${port}/`],
    ['an address that is written otherwise', () => `http://[::ffff:127.0.0.1]:${port}/`],
    ['TLS on a port that is not listed', () => 'https://127.0.0.1/'],
  ])('does not lead to %s', async (_what, url) => {
    const { fetch, records } = outTo({ host: '127.0.0.1', port, allowPrivate: true });
    expect(await whyNot(fetch(url()))).toMatch(/is not azure-openai|cannot be parsed|includes credentials/);
    expect(records.filter(({ outcome }) => outcome === 'connected')).toEqual([]);
  });

  it('follows no redirect', async () => {
    asked = [];
    const { fetch, records } = outTo({ host: '127.0.0.1', port, allowPrivate: true });
    expect(await whyNot(fetch(`http://127.0.0.1:${port}/redirect`))).toMatch(/redirect/);
    expect(asked).toEqual(['/redirect']);
    expect(records).toHaveLength(1);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.5',
    '169.254.169.254',
    '::1',
    'fe80::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '0.0.0.0',
  ])('does not follow a name to %s', async (address) => {
    const { fetch, records } = outTo({}, addresses(address));
    expect(await whyNot(fetch('https://company.openai.azure.com/'))).toMatch(/not a public address/);
    expect(records.map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it('refuses a name that leads outside and inside at once, and one that changes its mind', async () => {
    const both = outTo({}, addresses('20.1.2.3', '127.0.0.1'));
    expect(await whyNot(both.fetch('https://company.openai.azure.com/'))).toMatch(/not a public address/);
    let times = 0;
    const { fetch, records } = outTo({}, () => {
      times += 1;
      // TEST-NET-3 (RFC 5737) is nobody's: the first connection fails by itself.
      return addresses(times === 1 ? '203.0.113.9' : '127.0.0.1')('');
    });
    await whyNot(fetch('https://company.openai.azure.com/'));
    expect(await whyNot(fetch('https://company.openai.azure.com/'))).toMatch(/not a public address/);
    expect(records.every(({ outcome }) => outcome !== 'connected')).toBe(true);
  });

  it('is encrypted, unless the operator marked the destination as private', async () => {
    const { fetch, records } = outTo({ port: 80 }, addresses('20.1.2.3'));
    expect(await whyNot(fetch('http://company.openai.azure.com/'))).toMatch(/by https only/);
    expect(records).toEqual([]);
  });

  it('trusts no certificate that nobody signed', async () => {
    const tls = createTlsServer(makeCertificate(), (_request, response) => response.end('ok'));
    tls.listen(0, '127.0.0.1');
    await once(tls, 'listening');
    const own = (tls.address() as AddressInfo).port;
    const { fetch } = outTo({ host: 'localhost', port: own, allowPrivate: true }, addresses('127.0.0.1'));
    expect(await whyNot(fetch(`https://localhost:${own}/`))).toMatch(/self-signed/);
    tls.close();
  });

  it('is listed for the model and for its tokens, and for nothing while it is off', () => {
    expect(aiDestinations({ kind: 'off' })).toEqual([]);
    const destinations = aiDestinations({
      kind: 'azure',
      endpoint: 'https://company.openai.azure.com',
      deployment: 'gpt',
      region: '',
      apiVersion: '2024-10-21',
      credentials: {
        kind: 'entra',
        authority: 'https://login.microsoftonline.com',
        tenantId: 't',
        clientId: 'c',
        clientSecret: 's',
      },
      allowPrivate: false,
    });
    expect(destinations).toEqual([
      { name: 'azure-openai', host: 'company.openai.azure.com', port: 443, allowPrivate: false },
      { name: 'entra', host: 'login.microsoftonline.com', port: 443, allowPrivate: false },
    ]);
  });
});
