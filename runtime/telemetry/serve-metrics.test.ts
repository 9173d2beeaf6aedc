import { expect, it } from 'vitest';
import { createMetrics } from './metrics.js';
import { serveMetrics } from './serve-metrics.js';

it('Figures are served on loopback, on a port of their own, and nothing else is', async () => {
  const metrics = createMetrics({ process: 'gateway' });
  metrics.executed('Me', 'ok', 0.004);
  metrics.refused('NOT_FOUND');
  const server = await serveMetrics(metrics.registry, 0);
  const text = await (await fetch(server.url)).text();
  expect(text).toMatch(/kopexa_operation_seconds_count\{.*operation="Me",outcome="ok".*\} 1/);
  expect(text).toMatch(/kopexa_errors_total\{.*code="NOT_FOUND".*\} 1/);
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
  expect((await fetch(new URL('/', server.url))).status).toBe(404);
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(404);
  await server.close();
});
