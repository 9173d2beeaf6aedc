import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchObjects } from '#runtime/backup/objects.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { openBackupKeys, type BackupKeys } from '#runtime/backup/keys.js';
import { assertGenuine, type Manifest } from '#runtime/backup/manifest.js';
import { checkPart, readPart } from '#runtime/backup/part.js';
import { differs, newerBackup } from '#runtime/backup/problems.js';
import { FETCHED_WAL, recoverCluster, runAsFor, type RecoveryTarget } from '#runtime/backup/recover.js';
import type { FoundBackup } from '#runtime/backup/retention.js';
import { fetchWal } from '#runtime/backup/wal.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { readFigures, type Figures } from '#runtime/db/figures.js';
import { loadMigrations } from '#runtime/db/migrate.js';
import { endLeftoverServer } from '#runtime/embedded/leftovers.js';
import { StartProblem } from '#runtime/embedded/problem.js';
import { replaceFile } from '#runtime/embedded/replace-file.js';
import { assertRoom, DATA_FORMAT } from '../data-directory.js';
import { DATABASE } from '../schema-up-to-date.js';
import { checkFiles, type CheckedFiles } from './check-files.js';
import { eraseAgain, readErasures, type Erasure } from './erasures.js';
import { AUDIT_TABLE, FILES } from './take-backup.js';
import { SILENT, type Progress } from './progress.js';

/** What a restore brought back. */
export interface RestoreReport {
  readonly manifest: Manifest;
  readonly figures: Figures;
  readonly files: CheckedFiles;
  /** Organizations and Spaces that had been erased before the restore, and were erased once more. */
  readonly erased: number;
  /** The moment that was brought back. */
  readonly at: Date;
  readonly milliseconds: number;
}

/** What is to be restored, and where to. */
export interface RestoreOptions {
  readonly backup: FoundBackup;
  readonly master: Buffer;
  /** Must not exist, or be empty. */
  readonly dataDirectory: string;
  /** The backup's own moment unless told otherwise. */
  readonly to?: Exclude<RecoveryTarget, { kind: 'point' }>;
}

/**
 * Restores a backup into a fresh data directory and compares it with the manifest.
 *
 * Works in a folder beside it, which takes its name at the end: a restore that failed leaves nothing. Throws a
 * StartProblem when the folder is not fresh, the backup is of a newer version, damaged or of another master key, or
 * what was restored is not what had been counted.
 */
export async function restoreBackup(
  options: RestoreOptions,
  progress: Progress = SILENT,
): Promise<RestoreReport> {
  const began = Date.now();
  const { backup, dataDirectory } = options;
  assertFresh(dataDirectory);
  const keys = openBackupKeys(dirname(backup.folder), options.master);
  const ledger = readErasures(dirname(backup.folder), keys);
  const key = await progress.phase('checking', () => check(backup, keys));
  const work = `${dataDirectory}.restoring`;
  await endLeftoverServer(join(work, 'postgres'));
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true, mode: 0o700 });
  try {
    const contentBytes = backup.manifest.parts.reduce((sum, part) => sum + part.contentBytes, 0);
    assertRoom(work, contentBytes + 100_000_000);
    const brought = await restoreInto(work, { ...options, ledger }, keys, key, progress);
    if (existsSync(dataDirectory)) rmdirSync(dataDirectory);
    renameSync(work, dataDirectory);
    return { manifest: backup.manifest, ...brought, milliseconds: Date.now() - began };
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
}

/** Everything that can be judged before anything is unpacked; returns the backup's key. */
async function check({ folder, manifest }: FoundBackup, keys: BackupKeys): Promise<Buffer> {
  const known = (await loadMigrations()).map(({ name }) => name);
  if (manifest.dataFormat > DATA_FORMAT || manifest.migrations.some((name) => !known.includes(name))) {
    throw newerBackup(manifest.id, manifest.version);
  }
  const key = keys.open(manifest.id);
  assertGenuine(manifest, key);
  for (const part of manifest.parts) await checkPart(folder, part);
  return key;
}

async function restoreInto(
  work: string,
  options: RestoreOptions & { readonly ledger: readonly Erasure[] },
  keys: BackupKeys,
  key: Buffer,
  progress: Progress,
): Promise<Brought> {
  const { folder, manifest } = options.backup;
  const directory = join(work, 'postgres');
  const runAs = runAsFor(directory);
  mkdirSync(directory, { mode: 0o700 });
  await progress.phase('unpacking', async () => {
    for (const part of manifest.parts) {
      await readPart(folder, part, key, part.name === 'files' ? work : directory);
    }
    if (options.to) {
      await fetchWal(dirname(folder), keys, walFor(manifest, work));
      const from = new Date(manifest.startedAt);
      await fetchObjects(dirname(folder), keys, { from, store: join(work, FILES) });
    }
  });
  const target: RecoveryTarget = options.to ?? { kind: 'point', name: manifest.id };
  const password = readFileSync(join(work, 'keys/superuser.password'), 'utf8').trim();
  const logFile = join(work, 'restore.log');
  const server = await progress.phase('recovering', () =>
    recoverCluster({ directory, logFile, password, target, runAs }),
  );
  try {
    return await progress.phase('verifying', async () => {
      const adminUrl = server.adminUrl(DATABASE);
      const found = await verify(adminUrl, manifest, target);
      const files = await verifyFiles(adminUrl, work, options.master, target);
      // Compared first, then erased: before anybody is let in.
      const erased = await eraseAgain(adminUrl, options.ledger, join(work, FILES));
      return { ...found, files, erased };
    });
  } finally {
    await server.stop();
    rmSync(join(work, FETCHED_WAL), { recursive: true, force: true });
    finishDirectory(work, options);
  }
}

/** What was brought back; the moment is the backup's own unless another one was asked for. */
type Brought = Pick<RestoreReport, 'figures' | 'files' | 'erased' | 'at'>;

/** At the backup's own point every file must be there and intact; at a later one those that are not are reported. */
async function verifyFiles(
  adminUrl: string,
  work: string,
  master: Buffer,
  target: RecoveryTarget,
): Promise<CheckedFiles> {
  const files = await withClient(adminUrl, (client) =>
    checkFiles(client, join(work, FILES), createKeyring(master)),
  );
  if (target.kind === 'point' && files.broken.length > 0)
    throw differs(FILES, files.intact, files.intact + files.broken.length);
  return files;
}

function walFor(manifest: Manifest, work: string) {
  return { startWal: manifest.startWal, from: new Date(manifest.startedAt), target: join(work, FETCHED_WAL) };
}

/** Exactly what was counted at the backup's own point; at a later one, no entry of the audit trail less. */
async function verify(
  adminUrl: string,
  manifest: Manifest,
  target: RecoveryTarget,
): Promise<{ figures: Figures; at: Date }> {
  return withClient(adminUrl, async (client) => {
    const figures = await readFigures(client, AUDIT_TABLE);
    const known = (await loadMigrations()).map(({ name }) => name);
    if (figures.migrations.some((name) => !known.includes(name))) {
      throw newerBackup(manifest.id, manifest.version);
    }
    if (figures.auditEntries < manifest.auditEntries) {
      throw differs(AUDIT_TABLE, figures.auditEntries, manifest.auditEntries);
    }
    if (target.kind === 'point') assertSame(figures, manifest);
    if (target.kind !== 'latest') {
      return { figures, at: target.kind === 'time' ? target.at : new Date(manifest.finishedAt) };
    }
    const { rows } = await client.query<{ at: Date | null }>('SELECT pg_last_xact_replay_timestamp() AS at');
    return { figures, at: rows[0]!.at ?? new Date(manifest.finishedAt) };
  });
}

function assertSame(found: Figures, expected: Figures): void {
  for (const name of new Set([...Object.keys(found.rows), ...Object.keys(expected.rows)])) {
    const [has, had] = [found.rows[name] ?? '–', expected.rows[name] ?? '–'];
    if (has !== had) throw differs(name, has, had);
  }
  if (found.auditEntries !== expected.auditEntries) {
    throw differs(AUDIT_TABLE, found.auditEntries, expected.auditEntries);
  }
}

function finishDirectory(work: string, { master, backup: { manifest } }: RestoreOptions): void {
  rmSync(join(work, 'restore.log'), { force: true });
  replaceFile(join(work, 'keys/master.key'), `${master.toString('hex')}\n`);
  const { dataFormat: format, version, demo } = manifest;
  replaceFile(join(work, 'version.json'), `${JSON.stringify({ format, version, demo }, null, 2)}\n`);
}

function assertFresh(path: string): void {
  if (!existsSync(path) || readdirSync(path).length === 0) return;
  throw new StartProblem({
    de: `${path} ist nicht leer: Wiederhergestellt wird nur in einen neuen Ordner; nennen Sie ihn mit --data.`,
    en: `${path} is not empty: a restore goes into a new folder only; name one with --data.`,
  });
}
