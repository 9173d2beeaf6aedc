import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupKeys } from './keys.js';
import { isBackup, readManifest, type Manifest } from './manifest.js';
import { walDays, walKeyId } from './wal.js';

const DAY_MS = 86_400_000;
const NAME = /^kopexa-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;

/** A complete backup in a folder of backups. */
export interface FoundBackup {
  readonly folder: string;
  readonly manifest: Manifest & { mac: string };
}

/** Name of a backup begun at a time; names sort by time. */
export function backupId(now: Date): string {
  return `kopexa-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/** The complete backups in a folder, oldest first; what cannot be read is left out. */
export function listBackups(backups: string): FoundBackup[] {
  return namesOf(backups)
    .filter((name) => isBackup(join(backups, name)))
    .flatMap((name) => {
      try {
        return [{ folder: join(backups, name), manifest: readManifest(join(backups, name)) }];
      } catch {
        return [];
      }
    });
}

/** Folders of the complete backups, oldest first, whether their manifest can be read or not. */
export function backupFolders(backups: string): string[] {
  return namesOf(backups)
    .map((name) => join(backups, name))
    .filter(isBackup);
}

/**
 * Destroys what is older than the retention: first the key, then the bytes. Returns the names of what ended.
 *
 * The newest readable backup stays whatever its age. WAL is kept from the day on which the oldest backup that stays
 * was begun. Leftovers of killed runs go after a day. A key goes with time alone, also when its backup lies here no
 * more: a copy elsewhere ends with it (GDPR Art. 5(1)(e), claim 115).
 */
export function expireBackups(
  backups: string,
  keys: BackupKeys,
  options: { readonly keepDays: number; readonly now?: Date },
): string[] {
  const now = options.now ?? new Date();
  const before = now.getTime() - options.keepDays * DAY_MS;
  const newest = listBackups(backups).at(-1)?.manifest.id;
  const dated = new Set([...keys.ids(), ...namesOf(backups)].filter((id) => NAME.test(id)));
  const ended = [...dated].filter((id) => id !== newest && timeOf(id) < before).sort();
  for (const id of ended) {
    keys.destroy(id);
    rmSync(join(backups, id), { recursive: true, force: true });
  }
  removeLeftovers(backups, keys, now);
  const oldest = [...dated].filter((id) => !ended.includes(id)).sort()[0];
  const firstDay = new Date(oldest ? timeOf(oldest) : now).toISOString().slice(0, 10);
  return [...ended, ...expireWal(backups, keys, firstDay)];
}

function expireWal(backups: string, keys: BackupKeys, firstDay: string): string[] {
  const keyDays = keys
    .ids()
    .filter((id) => id.startsWith(walKeyId('')))
    .map((id) => id.slice(walKeyId('').length));
  const days = [...new Set([...walDays(backups), ...keyDays])].filter((day) => day < firstDay).sort();
  for (const day of days) {
    keys.destroy(walKeyId(day));
    rmSync(join(backups, 'wal', day), { recursive: true, force: true });
  }
  return days.map(walKeyId);
}

function removeLeftovers(backups: string, keys: BackupKeys, now: Date): void {
  for (const name of namesOf(backups)) {
    if (isBackup(join(backups, name)) || now.getTime() - timeOf(name) < DAY_MS) continue;
    keys.destroy(name);
    rmSync(join(backups, name), { recursive: true, force: true });
  }
}

/** When a backup was begun, as its name says. */
function timeOf(id: string): number {
  const [day, time] = id.slice('kopexa-'.length, -1).split('T');
  return Date.parse(`${day}T${time!.replaceAll('-', ':')}Z`);
}

function namesOf(backups: string): string[] {
  return existsSync(backups)
    ? readdirSync(backups)
        .filter((name) => NAME.test(name))
        .sort()
    : [];
}
