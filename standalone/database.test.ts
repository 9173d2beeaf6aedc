import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrapCluster, withClient } from '#runtime/db/bootstrap.js';
import { pendingMigrations } from '#runtime/db/migrate.js';
import type { RunningPostgres } from '#runtime/embedded/postgres.js';
import { openDataDirectory, type DataDirectory } from './data-directory.js';
import { bringUpToDate, loginUrls, startDatabase } from './database.js';
import { DATABASE } from './schema-up-to-date.js';
import { loadKeys, type Keys } from './keys.js';

let folder: string;
let data: DataDirectory;
let keys: Keys;
let server: RunningPostgres;

beforeAll(async () => {
  const scratch = join(import.meta.dirname, '../.data/test');
  mkdirSync(scratch, { recursive: true });
  folder = mkdtempSync(join(scratch, 'database-'));
  data = await openDataDirectory(folder, 4000);
  keys = loadKeys(data.keys, true);
  server = await startDatabase(data, keys);
});

afterAll(async () => {
  await server?.stop();
  data?.release();
  rmSync(folder, { recursive: true, force: true });
});

describe('the database of an installation', () => {
  it('is saved while stopped before data of an older version is migrated', async () => {
    // As old as data can be: the database is there, no migration has been applied.
    await bootstrapCluster({
      adminUrl: server.adminUrl('postgres'),
      database: DATABASE,
      passwords: keys.loginPasswords,
    });
    const old = { ...data, isNew: false, version: { format: 1, version: '0.0.9', demo: false } };
    const result = await bringUpToDate(old, keys, server, (restarted) => (server = restarted));
    expect(result.snapshot).toMatch(/-0\.0\.9$/);
    expect(existsSync(join(result.snapshot!, 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(result.snapshot!, 'postmaster.pid'))).toBe(false);
    expect((await pendingMigrations(server.adminUrl(DATABASE))).pending).toEqual([]);
  });

  it('is left alone when it is up to date', async () => {
    const result = await bringUpToDate({ ...data, isNew: false }, keys, server, () => expect.unreachable());
    expect(result.snapshot).toBeUndefined();
    expect(readdirSync(data.snapshots)).toHaveLength(1);
  });

  it('lets each login in with its own password', async () => {
    for (const [login, url] of Object.entries(loginUrls(server, keys))) {
      const rows = await withClient(url, (client) =>
        client.query<{ me: string }>('SELECT current_user AS me'),
      );
      expect(rows.rows[0]!.me).toBe(login);
    }
  });

  it('is refused, untouched, when a newer version has migrated it', async () => {
    await withClient(server.adminUrl(DATABASE), (client) =>
      client.query(`INSERT INTO platform.migration (name) VALUES ('2999-01-01-0000-from-the-future')`),
    );
    const known = { ...data, isNew: false, version: { format: 1, version: '9.0.0', demo: false } };
    await expect(bringUpToDate(known, keys, server, () => expect.unreachable())).rejects.toThrow(
      /is of a newer version \(9\.0\.0\): start that version or choose another folder with --data/,
    );
    expect(readdirSync(data.snapshots)).toHaveLength(1);
  });
});
