import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openIfThere } from './archive.js';
import type { BackupKeys } from './keys.js';
import { readEncrypted, writeEncrypted } from './part.js';
import { walDays, walKeyId } from './wal.js';

/** A finished object of the file store on a disk (runtime/storage/disk-store.ts); what is under way has an ending. */
const OBJECT = /^[0-9a-f]{32}(-[a-z]+)?$/;

/** What is older lies in a daily backup. */
const RECENT_MS = 2 * 86_400_000;

/**
 * Archives files that came since the last backup, beside the write-ahead log of their day and under its key, so that a
 * restore to a later moment has the bytes that its rows name. Objects never change: each is copied once. Returns how
 * many. May be interrupted anywhere and run again.
 */
export async function archiveObjects(
  store: string,
  backups: string,
  keys: BackupKeys,
  now = new Date(),
): Promise<number> {
  const since = now.getTime() - RECENT_MS;
  const known = new Set(walDays(backups).flatMap((day) => readdirSync(join(backups, 'wal', day))));
  const fresh = recentObjects(store, since).filter(({ name }) => !known.has(name));
  if (fresh.length === 0) return 0;
  const day = now.toISOString().slice(0, 10);
  const folder = join(backups, 'wal', day);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = keys.ensure(walKeyId(day));
  for (const { name, path } of fresh) {
    const file = await openIfThere(path);
    if (!file) continue;
    const copy = join(folder, `${name}.${process.pid}`);
    await writeEncrypted(copy, name, key, file.createReadStream());
    renameSync(copy, join(folder, name));
  }
  return fresh.length;
}

/** Decrypts every archived file that `store` does not hold; days before `from` hold nothing that is needed. */
export async function fetchObjects(
  backups: string,
  keys: BackupKeys,
  options: { readonly from: Date; readonly store: string },
): Promise<number> {
  const first = options.from.toISOString().slice(0, 10);
  let count = 0;
  for (const day of walDays(backups).filter((each) => each >= first)) {
    const folder = join(backups, 'wal', day);
    for (const name of readdirSync(folder).filter((each) => OBJECT.test(each))) {
      const shelf = join(options.store, name.slice(0, 2));
      if (existsSync(join(shelf, name))) continue;
      mkdirSync(shelf, { recursive: true, mode: 0o700 });
      await readEncrypted(join(folder, name), name, keys.open(walKeyId(day)), join(shelf, name));
      count += 1;
    }
  }
  return count;
}

/** A folder's time changes with every file that appears in it: most need not be looked into. */
function recentObjects(store: string, since: number): { name: string; path: string }[] {
  if (!existsSync(store)) return [];
  const shelves = readdirSync(store).map((shelf) => join(store, shelf));
  return shelves
    .filter((shelf) => statSync(shelf, { throwIfNoEntry: false })?.isDirectory())
    .filter((shelf) => statSync(shelf).mtimeMs >= since)
    .flatMap((shelf) => readdirSync(shelf).map((name) => ({ name, path: join(shelf, name) })))
    .filter(({ name, path }) => {
      const found = OBJECT.test(name) ? statSync(path, { throwIfNoEntry: false }) : undefined;
      return found !== undefined && found.mtimeMs >= since;
    });
}
