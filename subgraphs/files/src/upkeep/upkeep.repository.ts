import type { JobQuery } from '#runtime/jobs/jobs.js';

/** A version whose key is still wrapped by the key of the Space that its document left. */
export interface MovedVersion {
  readonly orgId: string;
  readonly versionId: string;
  readonly object: string;
  readonly wrappedKey: Buffer;
  readonly keySpaceId: string;
  readonly spaceId: string;
  readonly organizationKey: Buffer;
  readonly fromKey: Buffer;
  readonly toKey: Buffer | null;
}

const MOVED = `SELECT org_id AS "orgId", version_id AS "versionId", object, wrapped_key AS "wrappedKey",
    key_space_id AS "keySpaceId", space_id AS "spaceId", organization_key AS "organizationKey", from_key AS "fromKey",
    to_key AS "toKey" FROM files.to_rewrap($1)`;

/** What the worker asks the room's functions. */
export function upkeepRepository(query: JobQuery) {
  const objects = async (sql: string, params: readonly unknown[]): Promise<string[]> =>
    (await query(sql, params)).rows.map((row) => String(row['object']));
  return {
    /** Names of objects that nothing needs any more. */
    expireUploads: () => objects('SELECT object FROM files.expire_uploads()', []),
    /** Deletes for good what has been in the trash this long; names of objects. At most 500 files a call. */
    purge: (days: number) => objects('SELECT object FROM files.purge($1)', [days]),
    known: (names: readonly string[]) => objects('SELECT object FROM files.known_objects($1)', [names]),
    moved: async (batch: number) => (await query(MOVED, [batch])).rows as unknown as MovedVersion[],
    rewrap: async (version: MovedVersion, spaceKey: Buffer, wrapped: Buffer): Promise<void> => {
      const { orgId, versionId, spaceId } = version;
      await query('SELECT files.rewrap($1, $2, $3, $4, $5)', [orgId, versionId, spaceId, spaceKey, wrapped]);
    },
  };
}

/** See {@link upkeepRepository}. */
export type UpkeepRepository = ReturnType<typeof upkeepRepository>;
