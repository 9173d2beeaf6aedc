import type { OwnOrigin } from '#runtime/egress/own-origin.js';

/** A mutation of the supergraph with what its `@audit` says; null when it has none. */
export interface MutationFact {
  readonly name: string;
  readonly action: string | null;
}

/** Something that the front door answers. */
export interface EndpointFact {
  readonly method: string;
  readonly path: string;
  readonly authentication: string;
}

/** What lies in the folder of backups. */
export interface BackupFacts {
  readonly keepDays: number;
  readonly count: number;
  readonly newestAt: Date | null;
  readonly oldestAt: Date | null;
  readonly newestIsEncrypted: boolean;
  /** The last time something of the write-ahead log was archived. */
  readonly archivedAt: Date | null;
  /** Since when the oldest piece of it waits to be archived. */
  readonly waitingSince: Date | null;
  /** Keys of backups that lie here no more and are past their time. */
  readonly keysPastTheirTime: number;
}

/** Results of one part of `npm test`, as they were recorded. */
export interface Evidence {
  /** `server`, `browser`, `checks`, `security` or `isolation`. */
  readonly name: string;
  /** Commit of the tree that was tested; null when it is unknown. */
  readonly commit: string | null;
  /** Whether the tree held nothing but that commit. */
  readonly isClean: boolean;
  readonly finishedAt: Date;
  /** By test file (`tests/isolation/fences.test.ts`) or step (`step:lint`). */
  readonly results: Readonly<
    Record<string, { readonly passed: number; readonly failed: number; readonly skipped: number }>
  >;
  /** What a run counted, of `isolation` alone. */
  readonly figures?: Readonly<Record<string, number>> | undefined;
}

/** A file of the built web client that a browser reads references from. */
export interface WebFile {
  readonly path: string;
  readonly text: string;
}

/** The installation around the database: what the process that measures knows of it. */
export interface Installation {
  /** The commit that runs; null when it is unknown. */
  readonly commit: string | null;
  readonly own: OwnOrigin;
  readonly mutations: () => readonly MutationFact[];
  readonly endpoints: readonly EndpointFact[];
  /** Whether the way out refuses a place that is on no list; tries it. */
  readonly refusesUnlisted: () => Promise<boolean>;
  readonly webFiles: () => readonly WebFile[];
  /** Null when this installation makes no backups by itself. */
  readonly backups: () => BackupFacts | null;
  readonly evidence: () => readonly Evidence[];
}
