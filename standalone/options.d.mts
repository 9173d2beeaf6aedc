import type { Sentence } from '#runtime/embedded/problem.js';

/** The port of the product's origin unless `--port` says otherwise. */
export declare const DEFAULT_PORT: number;
/** The data directory, relative to the project's folder, unless `--data` says otherwise. */
export declare const DEFAULT_DATA: string;

/** A command line that cannot be understood. */
export declare class UsageError extends Error {
  readonly sentence: Sentence;
}

/** A parsed command line. */
export interface Options {
  readonly command: 'start' | 'split' | 'db:url' | 'canary' | 'help';
  readonly port: number;
  readonly dataDirectory: string;
  readonly empty: boolean;
}

/** Parses the arguments after `node standalone/start.mjs`; throws a UsageError that names the argument. */
export declare function parseOptions(args: readonly string[], places: { root: string; cwd: string }): Options;
