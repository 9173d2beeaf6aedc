/** The steps of a backup and of a restore that take time; `standalone/phases.mjs` has the words. */
export type BackupPhase =
  'backup' | 'expiring' | 'archiving' | 'checking' | 'unpacking' | 'recovering' | 'verifying';

/** Where progress is shown. */
export interface Progress {
  phase<T>(name: BackupPhase, work: () => Promise<T>): Promise<T>;
}

/** Shows nothing: for jobs. */
export const SILENT: Progress = { phase: (_name, work) => work() };
