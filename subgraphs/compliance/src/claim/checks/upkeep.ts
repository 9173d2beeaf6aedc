import { notMeasured, say, verdict, type Check, type CheckTools, type Measurement } from '../check.js';
import type { BackupFacts } from '../ports.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A backup a day, and two hours for a slow one. */
const LATEST_BACKUP_MS = 26 * HOUR_MS;
/** What was written is handed over after five minutes at the latest, and taken every minute. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** Measuring writes too, every hour: an archive that stands still for longer does not work. */
const LATEST_ARCHIVE_MS = 130 * 60_000;
const LATEST_DRILL_MS = 8 * DAY_MS;
const LONGEST_RESTORE_SECONDS = 30 * 60;

const hours = (ms: number): number => Math.round((ms / HOUR_MS) * 10) / 10;

/** Measures something about backups, or says that the product makes none here. */
async function withBackups(
  { installation, figures, clock }: CheckTools,
  work: (facts: BackupFacts, now: number) => Measurement,
  due: number,
  missing: (facts: BackupFacts) => boolean,
): Promise<Measurement> {
  const facts = installation.backups();
  if (!facts)
    return notMeasured(
      say('Diese Installation sichert sich nicht selbst.', 'This installation does not back itself up.'),
    );
  const now = clock().getTime();
  const isYoung = now - (await figures.installedAt()).getTime() < due;
  if (missing(facts) && isYoung)
    return notMeasured(
      say(
        'Die Installation ist jünger als die Frist; es musste noch nichts gesichert werden.',
        'The installation is younger than the period; nothing had to be backed up yet.',
      ),
    );
  return work(facts, now);
}

/** Backups, drills and what waits to be sent. */
export const upkeepChecks: readonly Check[] = [
  {
    id: 'backup.daily',
    kind: 'live',
    isOpen: true,
    title: say('Tägliche Sicherung', 'Daily backup'),
    measures: say(
      'Sieht in den Ordner der Sicherungen: wie alt die neueste vollständige ist und ob sie verschlüsselt ist.',
      'Looks into the folder of backups: how old the newest complete one is, and whether it is encrypted.',
    ),
    measure: (tools) =>
      withBackups(
        tools,
        ({ newestAt, newestIsEncrypted, count }, now) => {
          const age = newestAt ? now - newestAt.getTime() : Infinity;
          return verdict(
            age <= LATEST_BACKUP_MS && newestIsEncrypted,
            say(
              `Die neueste Sicherung ist ${hours(age).toLocaleString('de')} Stunden alt und verschlüsselt.`,
              `The newest backup is ${hours(age).toLocaleString('en')} hours old, and encrypted.`,
            ),
            say(
              'Es gibt keine verschlüsselte Sicherung von heute oder gestern.',
              'There is no encrypted backup of today or yesterday.',
            ),
            { backups: count, newestAt: newestAt?.toISOString() ?? null, encrypted: newestIsEncrypted },
          );
        },
        LATEST_BACKUP_MS,
        ({ newestAt }) => newestAt === null,
      ),
  },
  {
    id: 'backup.continuous',
    kind: 'live',
    isOpen: true,
    title: say('Laufende Sicherung jeder Änderung', 'Every change backed up as it comes'),
    measures: say(
      'Prüft, wann zuletzt ein Stück des fortlaufenden Änderungsprotokolls der Datenbank gesichert wurde und ob eines darauf wartet.',
      'Checks when a piece of the database’s continuous log of changes was last backed up, and whether one waits for it.',
    ),
    measure: (tools) =>
      withBackups(
        tools,
        ({ archivedAt, waitingSince }, now) => {
          const minutes = archivedAt ? Math.ceil((now - archivedAt.getTime()) / 60_000) : null;
          const isBehind = waitingSince !== null && now - waitingSince.getTime() > LONGEST_WAIT_MS;
          return verdict(
            archivedAt !== null && now - archivedAt.getTime() <= LATEST_ARCHIVE_MS && !isBehind,
            say(
              `Keine Änderung wartet; die letzte wurde vor ${String(minutes)} Minuten gesichert.`,
              `No change waits; the last was backed up ${String(minutes)} minutes ago.`,
            ),
            say('Die laufende Sicherung ist im Rückstand.', 'The continuous backup is behind.'),
            {
              archivedAt: archivedAt?.toISOString() ?? null,
              waitingSince: waitingSince?.toISOString() ?? null,
            },
          );
        },
        LATEST_ARCHIVE_MS,
        ({ archivedAt }) => archivedAt === null,
      ),
  },
  {
    id: 'backup.retention',
    kind: 'live',
    isOpen: true,
    title: say('Sicherungen enden', 'Backups end'),
    measures: say(
      'Prüft, dass keine Sicherung und kein Schlüssel einer Sicherung älter ist als die festgelegte Frist.',
      'Checks that no backup and no key of a backup is older than the period that was set.',
    ),
    measure: (tools) =>
      withBackups(
        tools,
        ({ oldestAt, keepDays, keysPastTheirTime, count }, now) => {
          const days = oldestAt ? Math.floor((now - oldestAt.getTime()) / DAY_MS) : 0;
          return verdict(
            (days <= keepDays + 1 || count === 1) && keysPastTheirTime === 0,
            say(
              `Sicherungen werden nach ${keepDays} Tagen samt Schlüssel vernichtet; keine ist älter.`,
              `Backups are destroyed with their keys after ${keepDays} days; none is older.`,
            ),
            say(
              'Eine Sicherung oder ein Schlüssel ist älter als die Frist.',
              'A backup or a key is older than the period.',
            ),
            { keepDays, oldestInDays: days, keysPastTheirTime },
          );
        },
        DAY_MS,
        ({ oldestAt }) => oldestAt === null,
      ),
  },
  {
    id: 'backup.drill',
    kind: 'live',
    isOpen: true,
    title: say('Probe der Wiederherstellung', 'Restore drill'),
    measures: say(
      'Liest das Ergebnis der letzten Probe: eine Sicherung wird wiederhergestellt, mit dem verglichen, was gezählt worden war, und die Dauer gemessen.',
      'Reads the result of the last drill: a backup is restored, compared with what had been counted, and the time is taken.',
    ),
    measure: async (tools) => {
      const drill = await tools.figures.drill();
      const now = tools.clock().getTime();
      if (!drill) return notMeasured(say('Es gab noch keine Probe.', 'There has been no drill yet.'));
      const age = drill.passed_at ? now - drill.passed_at.getTime() : Infinity;
      const isQuick = drill.seconds <= LONGEST_RESTORE_SECONDS;
      return verdict(
        drill.outcome === 'passed' && age <= LATEST_DRILL_MS && isQuick,
        say(
          `Die letzte Probe ist gelungen und dauerte ${duration(drill.seconds, 'de')}.`,
          `The last drill succeeded and took ${duration(drill.seconds, 'en')}.`,
        ),
        say(
          'Die letzte Probe ist misslungen, dauerte zu lange oder ist mehr als acht Tage her.',
          'The last drill failed, took too long, or is more than eight days ago.',
        ),
        {
          outcome: drill.outcome,
          finishedAt: drill.finished_at.toISOString(),
          passedAt: drill.passed_at?.toISOString() ?? null,
          seconds: drill.seconds,
        },
      );
    },
  },
  {
    id: 'outbox.delivered',
    kind: 'live',
    isOpen: true,
    title: say('Benachrichtigungen kommen an', 'Notifications are delivered'),
    measures: say(
      'Zählt Nachrichten, die seit mehr als einer Stunde nicht zugestellt werden konnten oder aufgegeben wurden.',
      'Counts messages that could not be delivered for more than an hour, or were given up.',
    ),
    measure: async ({ figures }) => {
      const { late, given_up: givenUp } = await figures.outbox();
      return verdict(
        late + givenUp === 0,
        say('Nichts wartet länger als eine Stunde.', 'Nothing has waited for more than an hour.'),
        say('Nachrichten warten seit mehr als einer Stunde.', 'Messages have waited for more than an hour.'),
        { waitingOverAnHour: late, givenUp },
      );
    },
  },
];

/** In whole seconds below two minutes, else in minutes. */
function duration(seconds: number, language: 'de' | 'en'): string {
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
