import { join } from 'node:path';
import { openBackupKeys } from '#runtime/backup/keys.js';
import { archiveObjects } from '#runtime/backup/objects.js';
import { backupFolders, listBackups } from '#runtime/backup/retention.js';
import { archiveWal } from '#runtime/backup/wal.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import { archiveErasures } from './erasures.js';
import { runDrill } from './drill.js';
import type { Installation } from './installation.js';
import { FILES, takeBackup } from './take-backup.js';

/** A little less than a day: looked at every quarter of an hour, no two backups are more than a day apart. */
const DUE_AFTER_MS = (23 * 60 + 40) * 60_000;

/**
 * What keeps an installation restorable while it runs: the write-ahead log every minute, a backup a day, a restore
 * drill a week.
 *
 * Each asks whether it is due, so that a machine which is off at night misses nothing.
 */
export function backupJobs(
  installation: Installation,
  options: { readonly backups: string; readonly keepDays: number },
): readonly ScheduledJob[] {
  const { backups } = options;
  return [
    {
      name: 'backup.wal',
      schedule: '* * * * *',
      run: async () => {
        const keys = openBackupKeys(backups, installation.master);
        await archiveWal(installation.wal, backups, keys);
        await archiveObjects(join(installation.path, FILES), backups, keys);
        await archiveErasures(installation.adminUrl, backups, keys);
      },
    },
    {
      name: 'backup.daily',
      schedule: '*/15 * * * *',
      run: async () => {
        const newest = listBackups(backups).at(-1);
        const age = newest ? Date.now() - Date.parse(newest.manifest.startedAt) : Infinity;
        if (age >= DUE_AFTER_MS) await takeBackup(installation, options);
      },
    },
    {
      name: 'backup.drill',
      schedule: '50 * * * *',
      run: async (query) => {
        if (backupFolders(backups).length === 0) return;
        const { rows } = await query('SELECT platform.drill_is_due() AS due');
        if (rows[0]?.due === true) await runDrill(installation, backups, query);
      },
    },
  ];
}
