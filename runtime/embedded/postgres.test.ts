import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endLeftoverServer, isAlive, readPostmaster } from './leftovers.js';
import { initialisePostgres, startPostgres, type PostgresOptions } from './postgres.js';

const scratch = join(import.meta.dirname, '../../.data/test');
let options: PostgresOptions;
let folder: string;

beforeAll(async () => {
  mkdirSync(scratch, { recursive: true });
  folder = mkdtempSync(join(scratch, 'embedded-'));
  options = {
    directory: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: randomBytes(12).toString('hex'),
    settings: ['fsync=off'],
  };
  await initialisePostgres({ ...options, sync: false });
});

afterAll(async () => {
  await endLeftoverServer(options.directory);
  rmSync(folder, { recursive: true, force: true });
});

describe('the embedded server', () => {
  it('accepts its superuser by password only, on loopback, in UTF-8', async () => {
    const server = await startPostgres(options);
    try {
      const client = new pg.Client(server.adminUrl('postgres'));
      await client.connect();
      const { rows } = await client.query(
        `SELECT lower('ÄPFEL') AS lower, to_tsvector('german', 'Überprüfungen') @@ to_tsquery('german', 'überprüfung') AS found`,
      );
      await client.end();
      expect(rows[0]).toEqual({ lower: 'äpfel', found: true });
      const wrong = new pg.Client(server.adminUrl('postgres').replace(options.password, 'wrong'));
      await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
    } finally {
      await server.stop();
    }
  });

  it('is ended and replaced when the process that started it was killed', async () => {
    const first = await startPostgres(options);
    const pid = readPostmaster(options.directory)!.pid;
    const second = await startPostgres(options);
    await first.ended;
    expect(isAlive(pid)).toBe(false);
    expect(second.port).not.toBe(first.port);
    await second.stop();
  });

  it('recovers after its own processes were killed', async () => {
    const server = await startPostgres(options);
    process.kill(readPostmaster(options.directory)!.pid, 'SIGKILL');
    await server.ended;
    const again = await startPostgres(options);
    await again.stop();
  });

  it('is not confused by another program that got the id of a dead server', async () => {
    writeFileSync(
      join(options.directory, 'postmaster.pid'),
      `${process.pid}\n${options.directory}\n0\n1\n\n\n\n`,
    );
    const server = await startPostgres(options);
    await server.stop();
  });

  it('says why it does not start', async () => {
    await expect(startPostgres({ ...options, settings: ['shared_buffers=-3'] })).rejects.toThrow(
      /The database does not start \(FATAL: .*shared_buffers/,
    );
  });
});
