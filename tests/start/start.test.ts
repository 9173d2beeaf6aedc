import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { isAlive, readPostmaster } from '#runtime/embedded/leftovers.js';
import { freePort, ROOT, scratchFolder, spawnProduct, startProduct } from '#tests/kit/product.js';

let folder: string;
let dataDirectory: string;

beforeAll(async () => {
  folder = scratchFolder('start');
  dataDirectory = join(folder, 'data');
  const first = await startProduct({ dataDirectory, args: ['--empty'] });
  expect(first.output()).toMatch(
    /One-time link for the first account: http:\/\/localhost:\d+\/\S+token=\S{40,}/,
  );
  await first.end();
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts on the shared data, which is set up already. */
const start = () => startProduct({ dataDirectory });

describe('npm start', { timeout: 60_000 }, () => {
  it('shows its phases, serves and ends in order', async () => {
    const product = await start();
    expect((await fetch(`${product.url}/health`)).status).toBe(200);
    expect(product.output()).toMatch(/✓ Starting the database .*\n.*Migrating.*\n.*✓ Migrating the database/);
    expect(product.output()).toContain(`Kopexa is ready: ${product.url}`);
    expect(await product.end('SIGINT')).toBe(0);
    expect(readFileSync(join(dataDirectory, 'postgres.log'), 'utf8')).toContain(
      'database system is shut down',
    );
  });

  it('is ready within five seconds the second time', async () => {
    // The best of three: tests beside this one share the processors.
    const seconds: number[] = [];
    while (seconds.length < 3 && !seconds.some((each) => each <= 5)) {
      const began = performance.now();
      const product = await start();
      seconds.push((performance.now() - began) / 1000);
      await product.end();
    }
    expect(Math.min(...seconds)).toBeLessThanOrEqual(5);
  });

  it('recovers after it was killed', async () => {
    const killed = await start();
    await killed.end('SIGKILL');
    const product = await start();
    expect(await product.end()).toBe(0);
  });

  it('leaves when the npm that started it was killed', async () => {
    const port = await freePort();
    const npm = spawn('npm', ['start', '--', '--port', String(port), '--data', dataDirectory], {
      cwd: ROOT,
      stdio: 'ignore',
      detached: true,
    });
    await until(() => answers(port));
    npm.kill('SIGKILL');
    await until(async () => !(await answers(port)));
    const product = await start();
    expect(await product.end()).toBe(0);
  });

  it('prints the connection string of the database owner while it runs, and says so when it does not', async () => {
    const product = await start();
    const url = (await databaseUrl()).output.trim();
    const rows = await withClient(url, (client) =>
      client.query<{ db: string; su: string }>(
        `SELECT current_database() AS db, current_setting('is_superuser') AS su`,
      ),
    );
    expect(rows.rows).toEqual([{ db: 'kopexa', su: 'on' }]);
    await product.end();
    const stopped = await databaseUrl();
    expect(stopped).toEqual({
      code: 1,
      output: `\nNo database runs on ${dataDirectory}: start Kopexa with "npm start" (and the same --data).\n`,
    });
  });
});

describe('a first start', { timeout: 90_000 }, () => {
  it('begins anew after it was killed half-way', async () => {
    const fresh = join(folder, 'fresh');
    const killed = await spawnProduct({ dataDirectory: fresh, args: ['--empty'] });
    await until(() => Promise.resolve(killed.output().includes('… Migrating')));
    await killed.end('SIGKILL');
    const left = readPostmaster(join(fresh, 'postgres'))!.pid;
    const product = await startProduct({ dataDirectory: fresh, args: ['--empty'] });
    expect(isAlive(left)).toBe(false);
    expect(await product.end()).toBe(0);
  });
});

describe('npm start that cannot', { timeout: 60_000 }, () => {
  it('says which port is taken before doing anything', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const product = await spawnProduct({ port, dataDirectory: join(folder, 'never') });
    expect(await product.exit).toBe(1);
    expect(product.output().trim()).toBe(
      `Port ${port} is taken: stop the other program or start with --port ${port + 10}.`,
    );
    other.close();
  });

  it('says that the data is in use', async () => {
    const first = await start();
    const second = await spawnProduct({ dataDirectory });
    expect(await second.exit).toBe(1);
    expect(second.output().trim()).toMatch(
      /^Kopexa is already running on this data at http:\S+ \(process \d+\)\.$/,
    );
    await first.end();
  });

  it('says that the folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const product = await spawnProduct({ dataDirectory: join(folder, 'file/data') });
    expect(await product.exit).toBe(1);
    expect(product.output().trim()).toMatch(/^\S+ is a file, not a folder: choose another folder[^\n]*$/);
  });

  it('says which argument it does not know', async () => {
    const product = await spawnProduct({ args: ['--colour'] });
    expect(await product.exit).toBe(2);
    expect(product.output().trim()).toBe('"--colour" is unknown; --help shows what is possible.');
  });
});

async function databaseUrl(): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['standalone/start.mjs', 'db:url', '--data', dataDirectory], {
    cwd: ROOT,
    env: { LANG: 'C' },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://localhost:${port}/ready`)).ok;
  } catch {
    return false;
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await condition()); await sleep(50)) {
    if (Date.now() > end) throw new Error('It did not happen within 15 seconds');
  }
}
