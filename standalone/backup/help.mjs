/** What `npm run backup -- --help` prints. */
export const BACKUP_HELP = {
  de: `Kopexa sichern: eine verschlüsselte, geprüfte Kopie von Datenbank und Dateien

  npm run backup -- [Optionen]

  --data ORDNER  Ordner der Installation (Vorgabe .data im Projekt); Kopexa darf laufen
  --into ORDNER  wohin (Vorgabe backups im Ordner der Installation); eine Sicherung dort steht für sich, ohne Archiv
  --keep 14d     wie lange Sicherungen bleiben (Vorgabe 30d); ältere werden mit ihrem Schlüssel vernichtet
  --wal          nur archivieren, was seit der letzten Sicherung geschrieben wurde: für eine Rückkehr zu jetzt
  --list         zeigen, welche Sicherungen es gibt
  --help         diese Hilfe

Solange Kopexa läuft, sichert es täglich von selbst (KOPEXA_BACKUP=off schaltet das ab; KOPEXA_BACKUP_DIR und
KOPEXA_BACKUP_KEEP ändern Ordner und Dauer). Bewahren Sie keys/master.key getrennt auf: Sie ist in keiner Sicherung
enthalten, und ohne sie öffnet sich keine.

Rückgabe: 0 fertig, 1 es ging nicht (ein Satz sagt, warum), 2 der Aufruf ist unverständlich.
`,
  en: `Back up Kopexa: an encrypted, verified copy of database and files

  npm run backup -- [options]

  --data DIR     folder of the installation (default .data in the project); Kopexa may run
  --into DIR     where to (default backups in the installation's folder); a backup there stands alone, without archive
  --keep 14d     how long backups stay (default 30d); older ones are destroyed with their key
  --wal          only archive what was written since the last backup: for a return to now
  --list         show which backups there are
  --help         this help

While Kopexa runs it backs itself up daily (KOPEXA_BACKUP=off turns that off; KOPEXA_BACKUP_DIR and
KOPEXA_BACKUP_KEEP change folder and duration). Keep keys/master.key apart: it is in no backup, and without it none
opens.

Exit code: 0 done, 1 it was not possible (a sentence says why), 2 the command line cannot be understood.
`,
};

/** What `npm run restore -- --help` prints. */
export const RESTORE_HELP = {
  de: `Kopexa aus einer Sicherung wiederherstellen, in einen neuen Ordner

  npm run restore -- --from SICHERUNG --keys ORDNER --data NEUER-ORDNER [--to ZEITPUNKT]
  npm run restore -- --drill [--data ORDNER]

  --from         eine Sicherung, oder der Ordner aller Sicherungen (dann die neueste passende)
  --keys         Ordner mit der getrennt aufbewahrten master.key
  --data         neuer Ordner; Kopexa startet danach mit „npm start -- --data NEUER-ORDNER“
  --to           Zeitpunkt mit Zeitzone (2026-11-23T10:00:00Z) oder „latest“ für das Ende des Archivs;
                 Vorgabe ist der Augenblick der Sicherung
  --drill        Übung: die neueste Sicherung zur Probe wiederherstellen, vergleichen, entfernen, festhalten
  --help         diese Hilfe

Rückgabe: 0 fertig und geprüft, 1 es ging nicht (ein Satz sagt, warum), 2 der Aufruf ist unverständlich.
`,
  en: `Restore Kopexa from a backup, into a new folder

  npm run restore -- --from BACKUP --keys DIR --data NEW-DIR [--to TIME]
  npm run restore -- --drill [--data DIR]

  --from         a backup, or the folder of all backups (then the newest that fits)
  --keys         folder with the master.key, which you keep apart
  --data         new folder; Kopexa then starts with "npm start -- --data NEW-DIR"
  --to           time with its zone (2026-11-23T10:00:00Z), or "latest" for the end of the archive;
                 default is the moment of the backup
  --drill        drill: restore the newest backup on trial, compare, remove, record
  --help         this help

Exit code: 0 done and verified, 1 it was not possible (a sentence says why), 2 the command line cannot be understood.
`,
};
