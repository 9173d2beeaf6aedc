import { once } from 'node:events';
import { createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import type { ClusterAnswer } from './cluster-context.js';
import type { StartedTestCluster } from './test-cluster.js';

/**
 * Offers the one database cluster of a test run; it starts when the first test asks, and ends after the last.
 *
 * Tests are separate processes, so they ask over a loopback socket; runs without a database test pay nothing.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<StartedTestCluster> | undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    started ??= import('./test-cluster.js').then((module) => module.startTestCluster());
    void answerOf(started).then((answer) => socket.end(JSON.stringify(answer)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  project.provide('clusterPort', address !== null && typeof address === 'object' ? address.port : 0);
  return async () => {
    server.close();
    const cluster = await started?.catch(() => undefined);
    await cluster?.stop();
  };
}

async function answerOf(started: Promise<StartedTestCluster>): Promise<ClusterAnswer> {
  try {
    const { stop: _, ...cluster } = await started;
    return { cluster };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
