import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PREPARED_PORT, type PreparedAnswer } from './prepared-product.js';
import { scratchFolder, startProduct } from './product.js';

/**
 * Offers every test of the run the data of one demo; its first start happens when the first test asks.
 *
 * Tests are separate processes, so they ask over a loopback socket.
 */
export async function setup(): Promise<() => Promise<void>> {
  let folder: string | undefined;
  let prepared: Promise<PreparedAnswer> | undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    folder ??= scratchFolder('prepared');
    prepared ??= prepare(join(folder, 'data'));
    void prepared.then((answer) => socket.end(JSON.stringify(answer)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address !== null && typeof address === 'object') process.env[PREPARED_PORT] = String(address.port);
  return async () => {
    server.close();
    await prepared;
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
}

async function prepare(dataDirectory: string): Promise<PreparedAnswer> {
  try {
    const product = await startProduct({ dataDirectory });
    await product.stop();
    return { dataDirectory };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
