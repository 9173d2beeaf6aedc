import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isBackup, readManifest } from '#runtime/backup/manifest.js';
import { noBackup } from '#runtime/backup/problems.js';
import type { RecoveryTarget } from '#runtime/backup/recover.js';
import { backupFolders, listBackups, type FoundBackup } from '#runtime/backup/retention.js';
import { StartProblem } from '#runtime/embedded/problem.js';

/**
 * The backup that `from` means: itself, a file of it, or of a folder of backups the newest that is not later than
 * the target. Throws a StartProblem when there is none.
 */
export function chooseBackup(from: string, to?: RecoveryTarget): FoundBackup {
  const folder = existsSync(from) && statSync(from).isFile() ? dirname(from) : from;
  // Without a time only the newest is meant: if that cannot be read, no older one takes its place unnoticed.
  const single = isBackup(folder) ? folder : to?.kind === 'time' ? undefined : backupFolders(folder).at(-1);
  const all = single ? [{ folder: single, manifest: readManifest(single) }] : listBackups(folder);
  if (all.length === 0) throw noBackup(from);
  const chosen = all.findLast(
    ({ manifest }) => to?.kind !== 'time' || Date.parse(manifest.finishedAt) <= to.at.getTime(),
  );
  if (!chosen) throw tooEarly(all[0]!);
  return chosen;
}

/** Reads the 32 bytes of `master.key` in a folder, or in the file itself; throws a StartProblem when it is not one. */
export function readMasterKey(path: string): Buffer {
  const file = basename(path) === 'master.key' ? path : join(path, 'master.key');
  if (!existsSync(file)) {
    throw new StartProblem({
      de: `${file} fehlt: Nennen Sie mit --keys den Ordner, in dem Sie den Hauptschlüssel getrennt aufbewahren.`,
      en: `${file} is missing: name the folder in which you keep the master key apart with --keys.`,
    });
  }
  const text = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new StartProblem({
    de: `${file} ist kein Hauptschlüssel (erwartet werden 64 Hexadezimalziffern).`,
    en: `${file} is no master key (64 hexadecimal digits are expected).`,
  });
}

function tooEarly({ manifest }: FoundBackup): StartProblem {
  return new StartProblem({
    de: `Die älteste Sicherung reicht bis ${manifest.finishedAt} zurück: Nennen Sie mit --to einen Zeitpunkt danach.`,
    en: `The oldest backup reaches back to ${manifest.finishedAt}: name a time after it with --to.`,
  });
}
