import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../db/bootstrap.js';
import { connectionTo } from '../db/connection.js';
import { maintain } from '../tls/authority.js';
import { tlsFolderOf } from './address.js';
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

  it('takes encrypted connections only, and a renewed certificate while they stay', async () => {
    const day = 86_400_000;
    const certify = (days: number) =>
      maintain(join(folder, 'tls'), {
        holders: { database: { names: ['database', 'localhost'] } },
        commonName: 'Test',
        folderOf: () => tlsFolderOf(options.directory),
        now: new Date(Date.now() + days * day),
      });
    await certify(-20);
    const server = await startPostgres({ ...options, tls: true });
    const url = server.adminUrl('postgres');
    const serial = (): Promise<string> =>
      withClient(url, async (client) => {
        const { stream } = (client as unknown as { connection: { stream: TLSSocket } }).connection;
        return stream.getPeerCertificate().serialNumber;
      });
    const staying = new pg.Client(connectionTo(url));
    await staying.connect();
    try {
      const first = await serial();
      const plain = `postgres://postgres:${options.password}@127.0.0.1:${server.port}/postgres`;
      await expect(withClient(plain, () => Promise.resolve())).rejects.toThrow(/no encryption/);
      // Another name than the one that was asked for, and an authority that nobody trusts.
      await expect(
        withClient(url.replace('localhost', '127.0.0.1'), () => Promise.resolve()),
      ).rejects.toThrow(/altnames/);
      await maintain(join(folder, 'foreign'), { holders: { x: { names: ['x'] } }, commonName: 'Foreign' });
      const foreign = encodeURIComponent(join(folder, 'foreign/x/ca.pem'));
      const distrusting = url.replace(/sslrootcert=.*/, `sslrootcert=${foreign}`);
      await expect(withClient(distrusting, () => Promise.resolve())).rejects.toThrow(/certificate/);

      expect((await certify(-4)).renewed).toEqual(['database']);
      server.reload();
      await expect.poll(serial).not.toBe(first);
      expect((await staying.query('SELECT 1')).rowCount).toBe(1);
    } finally {
      await staying.end();
      await server.stop();
    }
  });

  it('says why it does not start', async () => {
    await expect(startPostgres({ ...options, settings: ['shared_buffers=-3'] })).rejects.toThrow(
      /The database does not start \(FATAL: .*shared_buffers/,
    );
  });
});
