import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type pg from 'pg';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { readSealed } from '#runtime/storage/sealed-file.js';
import { openOrganizationKey, openSpaceKey, unwrapFileKey } from '#subgraphs/files/src/key/file-key.js';

/** What became of the files that rows name. */
export interface CheckedFiles {
  /** Files that were opened with their own keys and have the checksum of their row. */
  readonly intact: number;
  /** Names of objects that are missing, damaged, or do not open. */
  readonly broken: readonly string[];
  /** They lie in a bucket, which has copies of its own. */
  readonly elsewhere: boolean;
}

interface Row {
  readonly org: string;
  readonly object: string;
  readonly size: number;
  readonly sha256: string;
  readonly wrapped: Buffer;
  readonly key_space: string;
  readonly organization_key: Buffer;
  readonly space_key: Buffer;
}

// What is at the end of its time in the trash may go while a backup is under way.
const OBJECTS = `SELECT DISTINCT ON (v.object) v.org_id AS org, v.object, v.size::float8 AS size, v.sha256,
    v.wrapped_key AS wrapped, v.key_space_id AS key_space, o.wrapped_key AS organization_key, s.wrapped_key AS space_key
  FROM files.file_version v
  JOIN files.file f ON f.org_id = v.org_id AND f.file_id = v.file_id
  JOIN files.organization_key o ON o.org_id = v.org_id
  JOIN files.space_key s ON s.org_id = v.org_id AND s.space_id = v.key_space_id
 WHERE f.trashed_at IS NULL OR f.trashed_at > now() - interval '29 days'
 ORDER BY v.object`;

/**
 * Opens every file of a database with its own key and compares its SHA-256 with its row: that a restore brought back
 * rows, bytes and keys that belong together. `folder` is where files lie on the disk.
 */
export async function checkFiles(client: pg.Client, folder: string, keyring: Keyring): Promise<CheckedFiles> {
  const present = await client.query<{ known: boolean }>(
    "SELECT to_regclass('files.file_version') IS NOT NULL AS known",
  );
  const rows = present.rows[0]?.known ? (await client.query<Row>(OBJECTS)).rows : [];
  if (rows.length > 0 && !existsSync(folder)) return { intact: 0, broken: [], elsewhere: true };
  const broken: string[] = [];
  for (const row of rows) if (!(await isIntact(row, folder, keyring))) broken.push(row.object);
  return { intact: rows.length - broken.length, broken, elsewhere: false };
}

async function isIntact(row: Row, folder: string, keyring: Keyring): Promise<boolean> {
  try {
    const organizationKey = openOrganizationKey(keyring, row.org, row.organization_key);
    const spaceKey = openSpaceKey(keyring, organizationKey, row.key_space, row.space_key);
    const key = unwrapFileKey(keyring, spaceKey, row.object, row.wrapped);
    const hash = createHash('sha256');
    const file = { store: diskStore(folder), name: row.object, key, part: 'content', size: row.size };
    for await (const chunk of readSealed(file)) hash.update(chunk);
    return hash.digest('hex') === row.sha256;
  } catch {
    return false;
  }
}
