import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from './addresses.js';
import { createEgress, EgressRefused, type Destination, type EgressRecord, type Resolve } from './egress.js';
import { createOtlpExporter, otlpDestination } from './otlp-exporter.js';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => server.close());

const answers =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

function egressTo(destination: Partial<Destination>, resolve?: Resolve) {
  const records: EgressRecord[] = [];
  const egress = createEgress({
    destinations: [{ name: 'smtp', host: 'mail.example.com', port, ...destination }],
    record: (record) => records.push(record),
    ...(resolve ? { resolve } : {}),
  });
  return { egress, records };
}

describe('Addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '224.0.0.1',
    '255.255.255.255',
    'localhost',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['9.9.9.9', '172.32.0.1', '2606:4700::1111', '::ffff:9.9.9.9'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('The way out', () => {
  it('leads to listed destinations only', async () => {
    const { egress, records } = egressTo({});
    await expect(egress.connect('webhook')).rejects.toThrow(/"webhook" is not on the list/);
    expect(records).toEqual([{ destination: 'webhook', address: null, outcome: 'refused' }]);
  });

  it.each([['127.0.0.1'], ['9.9.9.9', '10.0.0.1'], ['::1']])(
    'refuses a name that leads inside: %j',
    async (...addresses) => {
      const { egress, records } = egressTo({}, answers(...addresses));
      await expect(egress.connect('smtp')).rejects.toThrow(/not a public address/);
      expect(records.at(-1)?.outcome).toBe('refused');
    },
  );

  it('refuses an address in place of a name', async () => {
    await expect(egressTo({ host: '127.0.0.1' }).egress.connect('smtp')).rejects.toBeInstanceOf(
      EgressRefused,
    );
    await expect(egressTo({ host: '[::1]' }).egress.connect('smtp')).rejects.toBeInstanceOf(EgressRefused);
  });

  it('opens what the operator marked as private, and records it', async () => {
    const { egress, records } = egressTo({ host: '127.0.0.1', allowPrivate: true });
    (await egress.connect('smtp')).destroy();
    expect(records).toEqual([{ destination: 'smtp', address: '127.0.0.1', outcome: 'connected' }]);
  });

  it('asks the name once and connects to what was checked, so that a second answer leads nowhere', async () => {
    let asked = 0;
    const rebinding: Resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]);
    };
    const { egress, records } = egressTo({ allowPrivate: true }, rebinding);
    (await egress.connect('smtp')).destroy();
    expect([asked, records[0]?.address]).toEqual([1, '127.0.0.1']);
  });

  it('gives libraries a look-up for that host alone, with checked addresses', async () => {
    const ask = (resolve: Resolve, host: string) =>
      new Promise((done) =>
        egressTo({}, resolve).egress.lookup('smtp')(host, { all: true }, (error, found) =>
          done(error ?? found),
        ),
      );
    expect(await ask(answers('9.9.9.9'), 'mail.example.com')).toEqual([{ address: '9.9.9.9', family: 4 }]);
    expect(await ask(answers('10.0.0.1'), 'mail.example.com')).toBeInstanceOf(EgressRefused);
    expect(await ask(answers('9.9.9.9'), 'metadata.internal')).toBeInstanceOf(EgressRefused);
  });

  it('records a destination that does not answer', async () => {
    const { egress, records } = egressTo({ host: '127.0.0.1', port: 1, allowPrivate: true });
    await expect(egress.connect('smtp')).rejects.toThrow();
    expect(records.at(-1)?.outcome).toBe('failed');
  });
});

describe('The trace collector', () => {
  const egressFor = (url: string, allowPrivate: boolean) =>
    createEgress({ destinations: [otlpDestination(url, allowPrivate)], record: () => undefined });

  it('on this machine is refused unless it is marked so', () => {
    const url = 'http://127.0.0.1:4318/v1/traces';
    expect(() => createOtlpExporter(egressFor(url, false), url, {})).toThrow(EgressRefused);
    expect(() => createOtlpExporter(egressFor(url, true), url, {})).not.toThrow();
  });
});
