import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { findPostgresBinaries } from '../embedded/binaries.js';
import { startPostgres, type RunningPostgres } from '../embedded/postgres.js';
import { chooseRunAs, handOver, type RunAs } from '../embedded/run-as.js';
import { archiveEnds } from './problems.js';

/** How far a recovery goes. */
export type RecoveryTarget =
  /** To the named point at which the backup was counted. */
  | { readonly kind: 'point'; readonly name: string }
  /** To the last change committed by then. */
  | { readonly kind: 'time'; readonly at: Date }
  /** To the end of the archive. */
  | { readonly kind: 'latest' };

/** Folder beside the data directory from which recovery takes archived WAL. */
export const FETCHED_WAL = 'fetched-wal';

/**
 * Lets PostgreSQL replay WAL over an unpacked base backup up to the target, and returns the server, open for use.
 *
 * Throws the problem that the archive ends before the target.
 */
export async function recoverCluster(options: {
  readonly directory: string;
  readonly logFile: string;
  readonly password: string;
  readonly target: RecoveryTarget;
  /** As whom PostgreSQL runs, decided before anything was unpacked; gets the files. */
  readonly runAs: RunAs;
}): Promise<RunningPostgres> {
  writeFileSync(join(options.directory, 'recovery.signal'), '', { mode: 0o600 });
  handOverAll(options.runAs, options.directory);
  const fetched = join(dirname(options.directory), FETCHED_WAL);
  if (existsSync(fetched)) handOverAll(options.runAs, fetched);
  try {
    return await startPostgres({
      ...options,
      settings: [
        'archive_mode=off',
        'hot_standby=off',
        ...(platform() === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
        `restore_command=cp ../${FETCHED_WAL}/%f %p`,
        'recovery_target_action=promote',
        ...targetSettings(options.target),
      ],
    });
  } catch (error) {
    const log = readFileSync(options.logFile, 'utf8');
    if (!log.includes('recovery ended before configured recovery target was reached')) throw error;
    const last = [...log.matchAll(/last completed transaction was at log time (\S+ \S+)/g)].at(-1)?.[1];
    const { target } = options;
    throw archiveEnds(target.kind === 'time' ? target.at.toISOString() : target.kind, last);
  }
}

function targetSettings(target: RecoveryTarget): string[] {
  switch (target.kind) {
    case 'point':
      return [`recovery_target_name=${target.name}`, 'recovery_target_timeline=current'];
    case 'time':
      // Abbreviations of time zones, Z among them, are not known yet when the server reads this.
      return [
        `recovery_target_time=${target.at.toISOString().replace('Z', '+00')}`,
        'recovery_target_timeline=latest',
      ];
    case 'latest':
      return ['recovery_target_timeline=latest'];
  }
}

/** Decides, while `directory` does not exist yet, as whom PostgreSQL will run there; see {@link chooseRunAs}. */
export function runAsFor(directory: string): RunAs {
  return chooseRunAs(directory, findPostgresBinaries().postgres);
}

function handOverAll(runAs: RunAs, folder: string): void {
  if (runAs.kind !== 'user') return;
  handOver(runAs, folder);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    handOver(runAs, join(entry.parentPath, entry.name));
  }
}
