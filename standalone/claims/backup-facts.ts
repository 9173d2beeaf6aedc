import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listBackups } from '#runtime/backup/retention.js';
import { walDays } from '#runtime/backup/wal.js';
import type { BackupFacts } from '#subgraphs/compliance/src/claim/ports.js';

const DAY_MS = 86_400_000;
const KEY_OF_BACKUP = /^kopexa-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.key$/;
/** How every encrypted file of a backup begins (runtime/backup/frames.ts). */
const MAGIC = 'KXB1';

/** What lies in a folder of backups, and in the spool from which the archive takes. Opens none. */
export function readBackupFacts(
  backups: string,
  spool: string,
  keepDays: number,
  now = new Date(),
): BackupFacts {
  const all = listBackups(backups);
  const [oldest, newest] = [all[0], all.at(-1)];
  const keys = namesIn(join(backups, 'keys'));
  return {
    keepDays,
    count: all.length,
    newestAt: newest ? new Date(newest.manifest.startedAt) : null,
    oldestAt: oldest ? new Date(oldest.manifest.startedAt) : null,
    newestIsEncrypted:
      newest !== undefined &&
      newest.manifest.parts.length > 0 &&
      newest.manifest.parts.every(({ file }) => beginOf(join(newest.folder, file)) === MAGIC) &&
      keys.includes(`${newest.manifest.id}.key`),
    archivedAt: newestOf(archiveFiles(backups)),
    waitingSince: oldestOf(namesIn(spool).map((name) => join(spool, name))),
    keysPastTheirTime: keys.filter((name) => {
      const begun = KEY_OF_BACKUP.exec(name);
      if (!begun) return false;
      const [, day, hour, minute, second] = begun;
      const age = now.getTime() - Date.parse(`${day}T${hour}:${minute}:${second}Z`);
      return age > (keepDays + 1) * DAY_MS && name !== `${newest?.manifest.id}.key`;
    }).length,
  };
}

function archiveFiles(backups: string): string[] {
  const day = walDays(backups).at(-1);
  const folder = join(backups, 'wal', day ?? '');
  return day ? namesIn(folder).map((name) => join(folder, name)) : [];
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

const timesOf = (files: readonly string[]): number[] =>
  files.flatMap((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? []);

function newestOf(files: readonly string[]): Date | null {
  const times = timesOf(files);
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

function oldestOf(files: readonly string[]): Date | null {
  const times = timesOf(files);
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

function beginOf(file: string): string {
  if (!existsSync(file)) return '';
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length);
    readSync(handle, start, 0, start.length, 0);
    return start.toString('latin1');
  } finally {
    closeSync(handle);
  }
}
