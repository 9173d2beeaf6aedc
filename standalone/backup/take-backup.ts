import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from '#runtime/backup/archive.js';
import { completeWal, takeBaseBackup } from '#runtime/backup/base-backup.js';
import { openBackupKeys } from '#runtime/backup/keys.js';
import { BACKUP_FORMAT, writeManifest, type Manifest } from '#runtime/backup/manifest.js';
import { writePart, type Part } from '#runtime/backup/part.js';
import { archiveObjects } from '#runtime/backup/objects.js';
import { archivingIsOff } from '#runtime/backup/problems.js';
import { backupId, expireBackups } from '#runtime/backup/retention.js';
import { archiveWal } from '#runtime/backup/wal.js';
import { assertRoom, DATA_FORMAT } from '../data-directory.js';
import { archiveErasures } from './erasures.js';
import type { Installation } from './installation.js';
import { SILENT, type Progress } from './progress.js';

/** The table whose rows are the audit entries. */
export const AUDIT_TABLE = 'compliance.audit_entry';

/** The superuser's password comes along: with it the master key alone is enough to restore. */
const PASSWORD_FILE = 'keys/superuser.password';

/** Where files lie in a data directory, unless a bucket is named. */
export const FILES = 'files';

/** What is data beside the database. Keys, logs, locks, snapshots and backups are not. */
const DATA_BESIDE = ['mail', FILES, 'demo.json', PASSWORD_FILE];

/** What a backup did. */
export interface BackupReport {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Names of what ended with the retention. */
  readonly ended: readonly string[];
  readonly milliseconds: number;
}

/**
 * Writes a backup of database and files to `backups`, reads it back, and destroys what is older than the retention.
 *
 * The manifest comes last: a folder without one is no backup. Throws a StartProblem when there is no room or another
 * backup is under way.
 */
export async function takeBackup(
  installation: Installation,
  options: { readonly backups: string; readonly keepDays: number },
  progress: Progress = SILENT,
): Promise<BackupReport> {
  const began = Date.now();
  const { backups, keepDays } = options;
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  // Compressed it is a fraction of this.
  assertRoom(backups, sizeOf(installation.postgres) / 2 + 50_000_000, '--into');
  const keys = openBackupKeys(backups, installation.master);
  const { id, folder } = await makeFolder(backups);
  const manifest = await progress
    .phase('backup', () => write(installation, id, folder, keys.ensure(id)))
    .catch((error: unknown) => {
      keys.destroy(id);
      rmSync(folder, { recursive: true, force: true });
      throw error;
    });
  await archiveErasures(installation.adminUrl, backups, keys);
  const ended = await progress.phase('expiring', () =>
    Promise.resolve(expireBackups(backups, keys, { keepDays })),
  );
  return { folder, manifest, ended, milliseconds: Date.now() - began };
}

/**
 * Archives what was written up to now, so that a restore can reach this moment; returns how many files.
 *
 * Otherwise the write-ahead log is archived when a segment is full, and after five minutes at the latest.
 */
export async function archiveUpToNow(installation: Installation, backups: string): Promise<number> {
  const keys = openBackupKeys(backups, installation.master);
  const segment = await completeWal(installation.adminUrl);
  if (segment === undefined) throw archivingIsOff();
  const done = join(installation.postgres, 'pg_wal/archive_status', `${segment}.done`);
  let count = 0;
  for (const until = Date.now() + 60_000; ; await sleep(50)) {
    // Looked at before the spool is emptied: then what it announces has been there.
    const handedOver = existsSync(done) || existsSync(join(installation.wal, segment));
    count += await archiveWal(installation.wal, backups, keys);
    // After the rows that name them.
    if (handedOver) {
      await archiveErasures(installation.adminUrl, backups, keys);
      return count + (await archiveObjects(join(installation.path, FILES), backups, keys));
    }
    if (Date.now() > until) throw new Error('The database does not hand over its write-ahead log.');
  }
}

async function write(installation: Installation, id: string, folder: string, key: Buffer): Promise<Manifest> {
  const parts: Part[] = [];
  const add = async (name: string, entries: Iterable<Entry>): Promise<void> =>
    void parts.push(await writePart(folder, name, key, entries));
  const base = await takeBaseBackup(
    { adminUrl: installation.adminUrl, directory: installation.postgres, id, auditTable: AUDIT_TABLE },
    add,
  );
  // After the database: a file that a row names was there before the row.
  await add('files', entriesBeside(installation.path));
  const { figures, ...facts } = base;
  const { version, demo } = installation;
  const manifest = {
    format: BACKUP_FORMAT,
    id,
    version,
    dataFormat: DATA_FORMAT,
    demo,
    ...facts,
    ...figures,
    parts,
  };
  writeManifest(folder, manifest, key);
  return manifest;
}

function* entriesBeside(path: string): Generator<Entry> {
  for (const name of DATA_BESIDE.filter((each) => existsSync(join(path, each)))) {
    if (statSync(join(path, name)).isDirectory()) yield* below(path, name);
    else yield { kind: 'file', path: name, from: join(path, name) };
  }
}

function* below(root: string, folder: string): Generator<Entry> {
  yield { kind: 'folder', path: folder };
  for (const item of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${item.name}`;
    if (item.isDirectory()) yield* below(root, path);
    // What is under way has no row yet, and its upload begins anew.
    else if (item.isFile() && !item.name.endsWith('.part'))
      yield { kind: 'file', path, from: join(root, path) };
  }
}

/** Names are of one second; whoever is second within it waits for the next. */
async function makeFolder(backups: string): Promise<{ id: string; folder: string }> {
  for (;;) {
    const id = backupId(new Date());
    const folder = join(backups, id);
    if (!existsSync(folder)) {
      mkdirSync(folder, { mode: 0o700 });
      return { id, folder };
    }
    await sleep(200);
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, { parentPath, name }) =>
        sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}
