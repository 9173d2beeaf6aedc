import { StartProblem } from '../embedded/problem.js';

/** The obstacle that a byte of a backup is not what was written. */
export function damaged(file: string, options?: ErrorOptions): StartProblem {
  return new StartProblem(
    {
      de: `Die Sicherung ist beschädigt (${file}): Nehmen Sie eine andere.`,
      en: `The backup is damaged (${file}): take another one.`,
    },
    options,
  );
}

/** The obstacle that the master key is not the one under which the backup was made. */
export function wrongKey(id: string): StartProblem {
  return new StartProblem({
    de: `Der Hauptschlüssel passt nicht zur Sicherung ${id}: Nennen Sie mit --keys den Ordner mit der master.key, die zu dieser Installation gehört.`,
    en: `The master key does not fit the backup ${id}: name the folder with the master.key of that installation with --keys.`,
  });
}

/** The obstacle that a backup's own key was destroyed, at the end of its retention, or was not copied along. */
export function keyGone(id: string, file: string): StartProblem {
  return new StartProblem({
    de: `Der Schlüssel der Sicherung ${id} fehlt (${file}): Er wurde am Ende der Aufbewahrung vernichtet oder nicht mitkopiert; ohne ihn lässt sie sich nicht öffnen.`,
    en: `The key of the backup ${id} is missing (${file}): it was destroyed at the end of the retention or not copied along; without it the backup cannot be opened.`,
  });
}

/** The obstacle that a backup was made by a newer version of the product. */
export function newerBackup(id: string, version: string): StartProblem {
  return new StartProblem({
    de: `Die Sicherung ${id} stammt von einer neueren Version (${version}): Stellen Sie sie mit jener Version wieder her.`,
    en: `The backup ${id} is of a newer version (${version}): restore it with that version.`,
  });
}

/** The obstacle that there is no backup where one was looked for. */
export function noBackup(folder: string): StartProblem {
  return new StartProblem({
    de: `In ${folder} liegt keine vollständige Sicherung: Prüfen Sie --from, oder sichern Sie mit „npm run backup“.`,
    en: `There is no complete backup in ${folder}: check --from, or make one with "npm run backup".`,
  });
}

/** The obstacle that two backups were asked of one database at a time. */
export function alreadyRunning(): StartProblem {
  return new StartProblem({
    de: 'Eine andere Sicherung dieser Datenbank läuft gerade: Warten Sie, bis sie fertig ist.',
    en: 'Another backup of this database is under way: wait until it is done.',
  });
}

/** The obstacle that the archive holds nothing as late as what was asked for. */
export function archiveEnds(asked: string, last: string | undefined): StartProblem {
  const known = last ?? '–';
  return new StartProblem({
    de: `Das Archiv endet vor ${asked} (letzte Änderung darin: ${known}): Nennen Sie mit --to einen früheren Zeitpunkt oder „latest“.`,
    en: `The archive ends before ${asked} (last change in it: ${known}): name an earlier time with --to, or "latest".`,
  });
}

/** The obstacle that what was restored is not what the manifest counted. */
export function differs(what: string, found: number | string, expected: number | string): StartProblem {
  return new StartProblem({
    de: `Das Wiederhergestellte weicht von der Sicherung ab (${what}: ${found} statt ${expected}): Nehmen Sie eine andere.`,
    en: `What was restored differs from the backup (${what}: ${found} instead of ${expected}): take another one.`,
  });
}

/** The obstacle that the running product does not archive its write-ahead log. */
export function archivingIsOff(): StartProblem {
  return new StartProblem({
    de: 'Kopexa läuft mit KOPEXA_BACKUP=off und archiviert nichts: Starten Sie es ohne diese Einstellung, oder sichern Sie ohne --wal.',
    en: 'Kopexa runs with KOPEXA_BACKUP=off and archives nothing: start it without that setting, or back up without --wal.',
  });
}
