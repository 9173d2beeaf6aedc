import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackupKeys } from '#runtime/backup/keys.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { SCHEMAS } from '#runtime/db/roles.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { chooseBackup, readMasterKey } from '#standalone/backup/choose-backup.js';
import { archiveErasures, readErasures } from '#standalone/backup/erasures.js';
import { withInstallation } from '#standalone/backup/installation.js';
import { restoreBackup } from '#standalone/backup/restore.js';
import { takeBackup } from '#standalone/backup/take-backup.js';
import { eraseDue } from '#standalone/erasure/erase-job.js';
import { scratchFolder } from '#tests/kit/product.js';
import { fillWithDemo, install, type TestInstallation } from './installation.js';

let folder: string;
let backups: string;
let installation: TestInstallation;
let org: string;
let keptOrg: string;
let space: string;

const ask = async <Row extends object>(sql: string, params: unknown[] = [], url = installation.adminUrl) =>
  withClient(url, async (client) => (await client.query<Row>(sql, params)).rows);

/** Rows of all tables that name one of these ids, by table; the ledger and the entries that tell of it aside. */
async function naming(url: string, ids: readonly string[]): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1::text[])`,
      [[...SCHEMAS]],
    );
    const found: string[] = [];
    for (const { name } of tables.filter((table) => table.name !== 'platform.erasure')) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE to_jsonb(t)::text LIKE ANY ($1)`,
        [ids.map((id) => `%${id}%`)],
      );
      found.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return found.filter((row) => !row.includes('"organization.erase"'));
  });
}

const restore = (name: string) =>
  restoreBackup({
    backup: chooseBackup(backups),
    master: readMasterKey(installation.keptKeys),
    dataDirectory: join(folder, name),
  });
const objectsIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

beforeAll(async () => {
  folder = scratchFolder('backup-erased');
  backups = join(folder, 'kept-backups');
  installation = await install(folder, fillWithDemo);
  const orgs = await ask<{ id: string }>(
    `SELECT o.org_id AS id FROM tenancy.organization o JOIN content.document d USING (org_id) LEFT JOIN files.file f USING (org_id)
      WHERE NOT o.is_operator GROUP BY 1 ORDER BY count(f.*) DESC, count(*) DESC`,
  );
  [org, keptOrg] = [orgs[0]!.id, orgs[1]!.id];
  space = (
    await ask<{ id: string }>(
      'SELECT space_id AS id FROM content.document WHERE org_id = $1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
      [keptOrg],
    )
  )[0]!.id;
  await takeBackup(installation, { backups, keepDays: 30 });
}, 90_000);

afterAll(async () => {
  await installation?.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

describe('what was erased after a backup', { timeout: 90_000 }, () => {
  it('goes into the ledger beside the backups, once', async () => {
    await ask("UPDATE tenancy.organization SET deletes_at = now() - interval '1 minute' WHERE org_id = $1", [
      org,
    ]);
    await ask(
      "UPDATE tenancy.space SET deleted_at = now() - interval '31 days', deletes_at = now() - interval '1 day' WHERE space_id = $1",
      [space],
    );
    const query = async (sql: string, params: readonly unknown[] = []) => ({
      rows: await ask(sql, [...params]),
    });
    expect(await eraseDue(query as never, diskStore(join(installation.path, 'files')))).toBe(2);
    const keys = openBackupKeys(backups, installation.master);
    expect(await archiveErasures(installation.adminUrl, backups, keys)).toBe(2);
    expect(await archiveErasures(installation.adminUrl, backups, keys)).toBe(0);
    expect(readErasures(backups, keys).map((each) => [each.org, each.space])).toEqual([
      [org, null],
      [keptOrg, space],
    ]);
    expect(readFileSync(join(backups, 'erasures'), 'utf8')).not.toContain(org);
  });

  it('is erased once more by a restore, before anybody is let in: rows, keys and bytes', async () => {
    const report = await restore('restored');
    expect(report.erased).toBe(2);
    await withInstallation(join(folder, 'restored'), async ({ adminUrl }) => {
      expect(await naming(adminUrl, [org])).toEqual([]);
      const rows = await ask('SELECT 1 FROM content.document WHERE space_id = $1', [space], adminUrl);
      expect(rows).toEqual([]);
      const [there] = await ask<{ name: string; open: number }>(
        `SELECT s.name, (SELECT count(*)::int FROM tenancy.space_grant g WHERE g.space_id = s.space_id AND g.valid_to > now()) AS open
           FROM tenancy.space s WHERE s.space_id = $1 AND s.purged_at IS NOT NULL`,
        [space],
        adminUrl,
      );
      expect(there).toEqual({ name: '–', open: 0 });
      expect(await ask('SELECT 1 FROM platform.erasure', [], adminUrl)).toHaveLength(2);
      const known = await ask<{ object: string }>('SELECT object FROM files.file_version', [], adminUrl);
      const names = objectsIn(join(folder, 'restored', 'files')).map((name) => name.slice(0, 32));
      const people = await ask<{ object: string }>('SELECT object FROM files.avatar', [], adminUrl);
      const referred = new Set([...known, ...people].map(({ object }) => object));
      expect(names.filter((name) => !referred.has(name))).toEqual([]);
    });
  });

  it('would come back without the ledger', async () => {
    const file = join(backups, 'erasures');
    const ledger = readFileSync(file, 'utf8');
    rmSync(file);
    expect((await restore('without')).erased).toBe(0);
    await withInstallation(join(folder, 'without'), async ({ adminUrl }) => {
      expect((await naming(adminUrl, [org])).length).toBeGreaterThan(100);
    });
    writeFileSync(file, ledger);
  });

  it('stops a restore when the ledger is not as it was written', async () => {
    const file = join(backups, 'erasures');
    const ledger = readFileSync(file, 'utf8');
    writeFileSync(file, ledger.replace(/^.{4}/, 'AAAA'));
    await expect(restore('forged')).rejects.toThrow(/damaged/);
    writeFileSync(file, ledger);
    expect(readdirSync(folder)).not.toContain('forged');
  });
});
