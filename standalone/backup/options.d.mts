import type { RecoveryTarget } from '#runtime/backup/recover.js';

/** What `npm run backup` was asked for. */
export type BackupOptions =
  | { readonly command: 'help' }
  | {
      readonly command: 'backup' | 'wal' | 'list';
      readonly dataDirectory: string;
      readonly backups: string | undefined;
      readonly keepDays: number | undefined;
    };

/** What `npm run restore` was asked for. */
export type RestoreCommand =
  | { readonly command: 'help' }
  | { readonly command: 'drill'; readonly dataDirectory: string; readonly from: string | undefined }
  | {
      readonly command: 'restore';
      readonly from: string;
      readonly dataDirectory: string;
      readonly keys: string;
      readonly to: Exclude<RecoveryTarget, { kind: 'point' }> | undefined;
    };

/** Parses the command line of `npm run backup`; throws a UsageError that names the argument. */
export declare function parseBackupOptions(
  args: readonly string[],
  places: { root: string; cwd: string },
): BackupOptions;

/** Parses the command line of `npm run restore`; throws a UsageError that names the argument. */
export declare function parseRestoreOptions(
  args: readonly string[],
  places: { root: string; cwd: string },
): RestoreCommand;
