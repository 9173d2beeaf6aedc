import { join } from 'node:path';
import { openBackupKeys } from '#runtime/backup/keys.js';
import { archiveObjects } from '#runtime/backup/objects.js';
import { listBackups } from '#runtime/backup/retention.js';
import { archiveWal } from '#runtime/backup/wal.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { pendingMigrations } from '#runtime/db/migrate.js';
import { StartProblem, type Sentence } from '#runtime/embedded/problem.js';
import { readStandaloneConfig, type BackupConfig } from '../config.js';
import { placesIn } from '../data-directory.js';
import { chooseBackup, readMasterKey } from './choose-backup.js';
import { runDrill } from './drill.js';
import { withInstallation, type Installation } from './installation.js';
import type { BackupOptions, RestoreCommand } from './options.mjs';
import type { Progress } from './progress.js';
import { restoreBackup } from './restore.js';
import { archived, backedUp, drilled, listed, restored } from './sentences.js';
import { archiveUpToNow, FILES, takeBackup } from './take-backup.js';

interface Terminal extends Progress {
  say(sentence: Sentence): void;
}

/** Where the backups of an installation lie. */
export function backupsOf(dataDirectory: string, config: BackupConfig): string {
  return config.folder ?? placesIn(dataDirectory).backups;
}

/** `npm run backup`: backs up, archives, or lists. Resolves with the exit code; throws a StartProblem. */
export async function runBackup(
  options: Exclude<BackupOptions, { command: 'help' }>,
  shown: Terminal,
  stop: Promise<unknown>,
): Promise<number> {
  const terminal = stoppable(shown, stop);
  const { backup: config } = readStandaloneConfig();
  const { dataDirectory, command } = options;
  const backups = options.backups ?? backupsOf(dataDirectory, config);
  if (command === 'list') {
    terminal.say(listed(listBackups(backups), backups));
    return 0;
  }
  await withInstallation(dataDirectory, async (installation) => {
    if (command === 'wal') {
      const files = await terminal.phase('archiving', () => archiveUpToNow(installation, backups));
      terminal.say(archived(files));
      return;
    }
    const keepDays = options.keepDays ?? config.keepDays;
    const report = await takeBackup(installation, { backups, keepDays }, terminal);
    // A backup taken elsewhere stands alone: what it took of the log would be missing from the archive.
    if (options.backups === undefined) {
      const keys = openBackupKeys(backups, installation.master);
      await archiveWal(installation.wal, backups, keys);
      await archiveObjects(join(installation.path, FILES), backups, keys);
    }
    terminal.say(backedUp(report, join(placesIn(dataDirectory).keys, 'master.key')));
  });
  return 0;
}

/** `npm run restore`: restores, or drills. Resolves with the exit code; throws a StartProblem. */
export async function runRestore(
  options: Exclude<RestoreCommand, { command: 'help' }>,
  shown: Terminal,
  stop: Promise<unknown>,
): Promise<number> {
  const terminal = stoppable(shown, stop);
  const { dataDirectory } = options;
  if (options.command === 'drill') {
    const backups = options.from ?? backupsOf(dataDirectory, readStandaloneConfig().backup);
    await withInstallation(dataDirectory, (installation) => drill(installation, backups, terminal));
    return 0;
  }
  const master = readMasterKey(options.keys);
  const backup = chooseBackup(options.from, options.to);
  const report = await restoreBackup({ backup, master, dataDirectory, to: options.to }, terminal);
  terminal.say(restored(report, dataDirectory));
  return 0;
}

/** A stop that is asked for waits for the running step: then servers are ended and half-done work is removed. */
function stoppable(terminal: Terminal, stop: Promise<unknown>): Terminal {
  let stopped = false;
  void stop.then(() => (stopped = true));
  return {
    say: (sentence) => terminal.say(sentence),
    async phase(name, work) {
      const result = await terminal.phase(name, work);
      if (!stopped) return result;
      throw new StartProblem({
        de: 'Abgebrochen; nichts Halbes ist zurückgeblieben.',
        en: 'Stopped; nothing half-done was left behind.',
      });
    },
  };
}

async function drill(installation: Installation, backups: string, terminal: Terminal): Promise<void> {
  if ((await pendingMigrations(installation.adminUrl)).pending.length > 0) {
    throw new StartProblem({
      de: 'Die Datenbank ist von einer älteren Version und kann keine Übung festhalten: Starten Sie Kopexa einmal, dann ist sie auf dem neuesten Stand.',
      en: 'The database is of an older version and cannot record a drill: start Kopexa once, which brings it up to date.',
    });
  }
  const report = await withClient(installation.workerUrl, (client) =>
    runDrill(installation, backups, (sql, params = []) => client.query(sql, [...params]), terminal),
  );
  terminal.say(drilled(report));
}
