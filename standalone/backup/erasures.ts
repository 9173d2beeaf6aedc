import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { createKeyring } from '#runtime/crypto/keyring.js';
import type { BackupKeys } from '#runtime/backup/keys.js';
import { damaged } from '#runtime/backup/problems.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { migrate } from '#runtime/db/migrate.js';
import { replaceFile } from '#runtime/embedded/replace-file.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { removeObjects } from '#subgraphs/files/src/upkeep/sweep-objects.js';
import { objectsOf } from '../erasure/erase-job.js';

/** Name of the ledger beside the backups, of its key, and what its seal is tied to. */
const LEDGER = 'erasures';

const erasure = z.object({
  org: z.uuid(),
  space: z.uuid().nullable(),
  at: z.iso.datetime(),
  slug: z.string().nullable(),
});

/** An Organization, or one of its Spaces, that was erased; restores must not bring it back. */
export type Erasure = z.infer<typeof erasure>;

const READ = `SELECT erased_org_id AS org, erased_space_id AS space, to_char(erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
    encode(slug_hash, 'hex') AS slug FROM platform.erasure ORDER BY erased_at, erasure_id`;
const AGAIN = `SELECT object FROM tenancy.erase_again($1, $2, $3, decode($4, 'hex'))`;

/**
 * Copies the ledger of what was erased to the backups: a backup cannot know what was erased after it was made. It only
 * grows, and is sealed under a key of its own.
 */
export async function archiveErasures(adminUrl: string, backups: string, keys: BackupKeys): Promise<number> {
  const found = await withClient(adminUrl, async (client) =>
    (await knows(client, 'platform.erasure')) ? (await client.query<Erasure>(READ)).rows : [],
  );
  const kept = readErasures(backups, keys);
  const fresh = found.filter((each) => !kept.some((one) => one.org === each.org && one.space === each.space));
  if (fresh.length === 0) return 0;
  const content = Buffer.from(JSON.stringify([...kept, ...fresh]));
  const sealed = createKeyring(keys.ensure(LEDGER)).seal(LEDGER, content, LEDGER);
  replaceFile(join(backups, LEDGER), sealed.toString('base64'));
  return fresh.length;
}

/** What the ledger beside the backups says. Throws the problem `damaged` when it is not as it was written. */
export function readErasures(backups: string, keys: BackupKeys): Erasure[] {
  const file = join(backups, LEDGER);
  if (!existsSync(file)) return [];
  const key = keys.open(LEDGER);
  try {
    const sealed = Buffer.from(readFileSync(file, 'utf8'), 'base64');
    return z.array(erasure).parse(JSON.parse(createKeyring(key).open(LEDGER, sealed, LEDGER).toString()));
  } catch (cause) {
    throw damaged(file, { cause });
  }
}

/**
 * Erases once more what a restore brought back although it was erased after the backup: rows, keys and the bytes in
 * `folder`. An older database is brought up to date first. Returns how many there were.
 */
export async function eraseAgain(
  adminUrl: string,
  ledger: readonly Erasure[],
  folder: string,
): Promise<number> {
  if (ledger.length === 0) return 0;
  return withClient(adminUrl, async (client) => {
    if (!(await knows(client, 'platform.erasure'))) await migrate({ adminUrl });
    for (const { org, space, at, slug } of ledger) {
      const { rows } = await client.query<Record<string, unknown>>(AGAIN, [org, space, at, slug]);
      await removeObjects(diskStore(folder), objectsOf(rows));
    }
    return ledger.length;
  });
}

async function knows(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>('SELECT to_regclass($1) IS NOT NULL AS known', [
    table,
  ]);
  return rows[0]!.known;
}
