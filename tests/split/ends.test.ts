import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { isAlive } from '#runtime/embedded/leftovers.js';
import { ROOT, scratchFolder, startProduct } from '#tests/kit/product.js';
import { processes, processId } from '#tests/kit/split.js';

const folder = scratchFolder('split');
const dataDirectory = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = () => startProduct({ topology: 'split', dataDirectory, args: ['--empty'] });

it('Asked to stop, it ends every process in order', { timeout: 120_000 }, async () => {
  const product = await start();
  expect(product.output()).toMatch(/One-time link for the first account: https:\/\/localhost:\d+\/sign-up/);
  const pids = [...Object.values(processes(product)).map(({ pid }) => pid), processId(product, 'database')];
  expect(pids.every(isAlive)).toBe(true);
  expect(await product.end('SIGINT')).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(readFileSync(join(dataDirectory, 'postgres.log'), 'utf8')).toContain('database system is shut down');
});

it('Its processes say themselves whether they are well', { timeout: 120_000 }, async () => {
  const product = await start();
  const known = Object.entries(processes(product));
  // What a container's health check runs, with the environment of the process itself.
  const check = (pid: number): number | null => {
    const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
    return spawnSync(process.execPath, [join(ROOT, 'dist/standalone/split/health.js')], { env }).status;
  };
  const environments = new Map(known.map(([name, { pid }]) => [name, pid]));
  for (const [name, pid] of environments) expect([name, check(pid)]).toEqual([name, 0]);
  const hanging = environments.get('content')!;
  process.kill(hanging, 'SIGSTOP');
  expect(check(hanging)).toBe(1);
  process.kill(hanging, 'SIGKILL');
  expect(await product.end()).toBe(0);
});

it('Killed, it leaves no process behind, and starts again', { timeout: 120_000 }, async () => {
  const product = await start();
  const pids = [...Object.values(processes(product)).map(({ pid }) => pid), processId(product, 'database')];
  await product.end('SIGKILL');
  await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([]);
  const again = await start();
  expect(await again.end()).toBe(0);
});

it('Its database takes encrypted connections only', { timeout: 120_000 }, async () => {
  const product = await start();
  const password = readFileSync(join(dataDirectory, 'keys/superuser.password'), 'utf8').trim();
  const port = readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]!.trim();
  const query = (url: string) =>
    withClient(url, (client) =>
      client.query<{ version: string }>('SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
    );
  const plain = `postgres://postgres:${password}@127.0.0.1:${port}/kopexa`;
  await expect(query(plain)).rejects.toThrow(/no pg_hba.conf entry .* no encryption/);
  const trusting = (file: string) =>
    `postgres://postgres:${password}@localhost:${port}/kopexa?sslmode=verify-full&sslrootcert=${encodeURIComponent(join(dataDirectory, file))}`;
  expect((await query(trusting('postgres.tls/ca.pem'))).rows).toEqual([{ version: 'TLSv1.3' }]);
  // The authority of what browsers see does not vouch for the inside.
  await expect(query(trusting('keys/tls/holders/public/ca.pem'))).rejects.toThrow(/certificate/);
  await product.end();
});
