import { createServer, type Server } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { createEgress, type EgressRecord } from '#runtime/egress/egress.js';
import { createOtlpExporter, otlpDestination } from '#runtime/egress/otlp-exporter.js';
import { startTracing } from '#runtime/telemetry/tracing.js';
import { startFakeGateway } from '#tests/kit/fake-gateway.js';

let collector: Server | undefined;
afterAll(() => collector?.close());

it('Traces reach the collector through the one way out, and carry neither variables nor documents', async () => {
  const received: string[] = [];
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(`${request.url} ${Buffer.concat(chunks).toString('utf8')}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector?.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as { port: number };
  // A name, not an address: it has to pass the guarded look-up.
  const url = `http://collector.example:${port}/v1/traces`;
  const records: EgressRecord[] = [];
  const egress = createEgress({
    destinations: [otlpDestination(url, true)],
    record: (record) => records.push(record),
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  });
  const tracing = startTracing({
    service: 'kopexa-test',
    exporter: createOtlpExporter(egress, url, {}),
    ratio: 1,
  });
  const fake = await startFakeGateway();
  await fake.run('Write', { variables: { text: 'kanarienvogel-in-a-variable' } });
  await fake.run('Broken');
  await fake.gateway.close();
  await tracing.close();
  expect(records).toContainEqual({ destination: 'otlp', address: '127.0.0.1', outcome: 'allowed' });
  const all = received.join('\n');
  expect(all).toMatch(/^\/v1\/traces /);
  for (const part of ['gateway.fetch', 'gateway.execute', 'kopexa-test', 'Write'])
    expect(all).toContain(part);
  expect(all).not.toMatch(/kanarienvogel|secret_table|mutation Write/);
});
