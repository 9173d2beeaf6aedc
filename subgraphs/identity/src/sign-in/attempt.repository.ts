import type { RunQuery } from '../ports.js';

/** A counter of attempts with its patience. */
export interface AttemptKey {
  readonly hash: Buffer;
  /** Failures before waiting begins. */
  readonly free: number;
  readonly longestSeconds: number;
  /** Whether others count on it too: a success then only takes its own attempt back. */
  readonly shared: boolean;
}

/** Counts attempts in the database, so that every process sees the same. */
export interface AttemptRepository {
  /** Counts one attempt on each key; returns 0, or the seconds to wait if nothing was counted. */
  reserve(keys: readonly AttemptKey[]): Promise<number>;
  /** Forgets the failures after a success. */
  release(keys: readonly AttemptKey[]): Promise<void>;
}

/** Attempts by way of `query`. Reserve on a connection of its own, release on the mutation's transaction. */
export function attemptRepository(query: RunQuery): AttemptRepository {
  return {
    reserve: async (keys) => {
      const rows = await query<{ wait: number }>(
        'SELECT identity.reserve_attempt($1::bytea[], $2::integer[], $3::integer[]) AS wait',
        [keys.map((key) => key.hash), keys.map((key) => key.free), keys.map((key) => key.longestSeconds)],
      );
      return rows[0]?.wait ?? 0;
    },
    release: async (keys) => {
      const hashes = (shared: boolean): Buffer[] =>
        keys.filter((key) => key.shared === shared).map((key) => key.hash);
      await query('SELECT identity.release_attempt($1::bytea[], $2::bytea[])', [hashes(false), hashes(true)]);
    },
  };
}
