import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JobQuery } from '#runtime/jobs/jobs.js';
import { StartProblem } from '#runtime/embedded/problem.js';
import { chooseBackup } from './choose-backup.js';
import type { Installation } from './installation.js';
import { SILENT, type Progress } from './progress.js';
import { restoreBackup, type RestoreReport } from './restore.js';

/**
 * Restores the newest backup into a scratch folder, compares it with its manifest, removes it, and records result
 * and duration in `platform.drill`, passed or failed (claims 78 and 79: tested restores, a measured time).
 *
 * Throws what went wrong, after it was recorded.
 */
export async function runDrill(
  installation: Pick<Installation, 'path' | 'master'>,
  backups: string,
  query: JobQuery,
  progress: Progress = SILENT,
): Promise<RestoreReport> {
  const startedAt = new Date();
  const scratch = join(installation.path, 'drill');
  let id: string | null = null;
  const record = async (problem: string | null, report?: RestoreReport): Promise<void> => {
    await query('SELECT platform.record_drill($1, $2, $3, $4, $5, $6)', [
      id,
      startedAt,
      new Date(),
      problem,
      report ? rowsOf(report) : null,
      report?.figures.auditEntries ?? null,
    ]);
  };
  try {
    rmSync(scratch, { recursive: true, force: true });
    const backup = chooseBackup(backups);
    id = backup.manifest.id;
    const report = await restoreBackup(
      { backup, master: installation.master, dataDirectory: scratch },
      progress,
    );
    await record(null, report);
    return report;
  } catch (error) {
    // The sentence is for people; other messages may carry paths and more.
    await record(error instanceof StartProblem ? error.sentence.en : 'An unexpected error.');
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Rows of all tables together. */
export function rowsOf({ figures }: Pick<RestoreReport, 'figures'>): number {
  return Object.values(figures.rows).reduce((sum, rows) => sum + rows, 0);
}
