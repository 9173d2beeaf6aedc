import type { FoundBackup } from '#runtime/backup/retention.js';
import type { Sentence } from '#runtime/embedded/problem.js';
import { rowsOf } from './drill.js';
import type { RestoreReport } from './restore.js';
import type { BackupReport } from './take-backup.js';

const seconds = (milliseconds: number, language: string): string =>
  `${(milliseconds / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} s`;
const megabytes = (bytes: number, language: string): string =>
  `${(bytes / 1_000_000).toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
const count = (value: number, language: string): string => value.toLocaleString(language);

/** What a backup did, and where its key has to be kept. */
export function backedUp(report: BackupReport, masterKeyFile: string): Sentence {
  const { manifest, folder, ended } = report;
  const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
  const expired = ended.filter((name) => name.startsWith('kopexa-')).length;
  return {
    de: `
  Gesichert und geprüft: ${folder}
  ${megabytes(bytes, 'de')}, ${count(rowsOf({ figures: manifest }), 'de')} Zeilen, ${count(manifest.auditEntries, 'de')} Einträge im Audit-Protokoll, ${seconds(report.milliseconds, 'de')}${expired > 0 ? `; ${expired} abgelaufene vernichtet` : ''}
  Bewahren Sie ${masterKeyFile} getrennt von den Sicherungen auf: Sie ist in keiner enthalten, und ohne sie öffnet sich keine.
`,
    en: `
  Backed up and verified: ${folder}
  ${megabytes(bytes, 'en')}, ${count(rowsOf({ figures: manifest }), 'en')} rows, ${count(manifest.auditEntries, 'en')} entries of the audit trail, ${seconds(report.milliseconds, 'en')}${expired > 0 ? `; ${expired} expired destroyed` : ''}
  Keep ${masterKeyFile} apart from the backups: it is in none of them, and without it none opens.
`,
  };
}

/** How much of the write-ahead log was archived. */
export function archived(files: number): Sentence {
  return {
    de: `\n  Archiviert bis jetzt (${count(files, 'de')} Dateien).\n`,
    en: `\n  Archived up to now (${count(files, 'en')} files).\n`,
  };
}

/** The backups there are, oldest first. */
export function listed(found: readonly FoundBackup[], folder: string): Sentence {
  if (found.length === 0) return { de: `Keine Sicherungen in ${folder}.`, en: `No backups in ${folder}.` };
  const lines = (language: string): string =>
    found
      .map(({ manifest }) => {
        const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
        return `${manifest.id}  ${manifest.finishedAt}  ${megabytes(bytes, language)}  ${manifest.version}`;
      })
      .join('\n');
  return { de: lines('de'), en: lines('en') };
}

/** What a restore brought back, how long it took, and how to go on. */
export function restored(report: RestoreReport, dataDirectory: string): Sentence {
  return {
    de: `
  Wiederhergestellt und geprüft: ${dataDirectory}
  ${facts(report, 'de')}
  Starten: npm start -- --data ${dataDirectory}
`,
    en: `
  Restored and verified: ${dataDirectory}
  ${facts(report, 'en')}
  Start: npm start -- --data ${dataDirectory}
`,
  };
}

/** The result of a drill that passed. */
export function drilled(report: RestoreReport): Sentence {
  return {
    de: `\n  Übung bestanden: ${report.manifest.id}\n  ${facts(report, 'de')}\n`,
    en: `\n  Drill passed: ${report.manifest.id}\n  ${facts(report, 'en')}\n`,
  };
}

function facts(report: RestoreReport, language: 'de' | 'en'): string {
  const rows = count(rowsOf(report), language);
  const entries = count(report.figures.auditEntries, language);
  const took = seconds(report.milliseconds, language);
  const at = report.at.toISOString();
  return language === 'de'
    ? `Stand ${at}, ${rows} Zeilen, ${entries} Einträge im Audit-Protokoll, ${filesIn(report, 'de')}, ${took}`
    : `State of ${at}, ${rows} rows, ${entries} entries of the audit trail, ${filesIn(report, 'en')}, ${took}`;
}

function filesIn({ files, erased }: RestoreReport, language: 'de' | 'en'): string {
  const { intact, broken, elsewhere } = files;
  if (elsewhere)
    return language === 'de' ? 'Dateien liegen im Objektspeicher' : 'files lie in the object store';
  const gone = erased === 0 ? '' : erasedIn(erased, language);
  const lost = broken.length === 0 ? '' : count(broken.length, language);
  return language === 'de'
    ? `${count(intact, 'de')} Dateien geprüft${lost && `, ${lost} fehlen oder sind beschädigt`}${gone}`
    : `${count(intact, 'en')} files checked${lost && `, ${lost} missing or damaged`}${gone}`;
}

/** What had been deleted for good before the restore. */
function erasedIn(erased: number, language: 'de' | 'en'): string {
  return language === 'de'
    ? `, ${count(erased, 'de')} endgültig Gelöschtes erneut gelöscht`
    : `, ${count(erased, 'en')} deleted for good were deleted again`;
}
