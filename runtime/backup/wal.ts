import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openIfThere } from './archive.js';
import { readEncrypted, writeEncrypted } from './part.js';
import type { BackupKeys } from './keys.js';

/** How long a change waits at most until the server hands the segment with it over (seconds). */
export const ARCHIVE_TIMEOUT_SECONDS = 300;

/** What the server hands over: segments, and the histories of its time lines; not the labels of backups. */
const ARCHIVED = /^([0-9A-F]{24}|[0-9A-F]{8}\.history)$/;
const LABEL = /^[0-9A-F]{24}\.[0-9A-F]{8}\.backup$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Settings with which the embedded server hands over each WAL segment into the folder `wal` beside its own.
 *
 * The command runs in the data directory, so paths are relative and need no quoting. A segment appears there whole
 * or not at all, and on the disk.
 */
export const ARCHIVE_SETTINGS: readonly string[] = [
  'archive_mode=on',
  'archive_command=dd if=%p of=../wal/%f.part bs=1M conv=fsync 2>/dev/null && mv ../wal/%f.part ../wal/%f',
  `archive_timeout=${ARCHIVE_TIMEOUT_SECONDS}`,
];

/** Name of the key of one day of the archive. */
export function walKeyId(day: string): string {
  return `wal-${day}`;
}

/**
 * Encrypts what the server handed over into `backups/wal/DAY/` and removes it from the spool; returns how many files.
 *
 * Each day has a key of its own. May be interrupted anywhere and run again.
 */
export async function archiveWal(
  spool: string,
  backups: string,
  keys: BackupKeys,
  now = new Date(),
): Promise<number> {
  const found = existsSync(spool) ? readdirSync(spool) : [];
  // Labels of base backups are handed over too; each backup holds its own.
  for (const name of found.filter((each) => LABEL.test(each))) rmSync(join(spool, name), { force: true });
  const names = found.filter((name) => ARCHIVED.test(name));
  if (names.length === 0) return 0;
  const day = now.toISOString().slice(0, 10);
  const folder = join(backups, 'wal', day);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = keys.ensure(walKeyId(day));
  for (const name of names.sort()) {
    const file = await openIfThere(join(spool, name));
    // Another process archives too and was quicker.
    if (!file) continue;
    const fresh = join(folder, `${name}.${process.pid}`);
    await writeEncrypted(fresh, name, key, file.createReadStream());
    renameSync(fresh, join(folder, name));
    rmSync(join(spool, name), { force: true });
  }
  return names.length;
}

/** The days of the archive, oldest first. */
export function walDays(backups: string): string[] {
  const folder = join(backups, 'wal');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => DAY.test(name))
        .sort()
    : [];
}

/**
 * Decrypts every archived segment from `startWal` on into `target`; returns how many.
 *
 * Days before `from` hold nothing that is needed. Throws the problem that a segment is damaged or its key gone.
 */
export async function fetchWal(
  backups: string,
  keys: BackupKeys,
  options: { readonly startWal: string; readonly from: Date; readonly target: string },
): Promise<number> {
  mkdirSync(options.target, { recursive: true, mode: 0o700 });
  const first = options.from.toISOString().slice(0, 10);
  let count = 0;
  for (const day of walDays(backups).filter((each) => each >= first)) {
    const folder = join(backups, 'wal', day);
    const names = readdirSync(folder).filter((name) => ARCHIVED.test(name));
    const needed = names.filter(
      (name) => name.endsWith('.history') || name.slice(8) >= options.startWal.slice(8),
    );
    if (needed.length === 0) continue;
    const key = keys.open(walKeyId(day));
    for (const name of needed.sort()) {
      await readEncrypted(join(folder, name), name, key, join(options.target, name));
      count += 1;
    }
  }
  return count;
}
