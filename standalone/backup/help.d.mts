import type { Sentence } from '#runtime/embedded/problem.js';

/** What `npm run backup -- --help` prints. */
export declare const BACKUP_HELP: Sentence;
/** What `npm run restore -- --help` prints. */
export declare const RESTORE_HELP: Sentence;
