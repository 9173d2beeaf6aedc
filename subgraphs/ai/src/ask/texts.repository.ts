import type { KnownPerson } from '../masking/names.js';
import type { Reads } from '../reads.js';
import type { ReadableVersion } from './passages.js';

/** A version that a search found. */
export interface FoundText {
  readonly versionId: string;
  readonly rank: number;
}

const VERSIONS = `
SELECT document_id AS "documentId", version_id AS "versionId", space_id AS "spaceId", number, title, body,
       is_published AS "isPublished", is_withheld AS "isWithheld"
  FROM content.readable_versions($1::uuid[], $2::uuid[])`;
const SEARCH = `SELECT version_id AS "versionId", rank FROM content.search($1, '', $2, $3::uuid[], $4, 0)`;
const NAMES = 'SELECT name, email FROM identity.names_to_mask()';
const STATE = `SELECT coalesce(tenancy.setting('ai.enabled') = 'true', false) AS "isEnabled"`;

/** What the AI room reads of the other rooms, by functions that they publish and that decide for the asker. */
export function textsRepository(reads: Reads) {
  return {
    /** The newest version of each document that the asker may read. */
    newestOf: (documentIds: readonly string[]) => reads.query<ReadableVersion>(VERSIONS, [documentIds, []]),
    /** Those of the versions that the asker may read. */
    versions: (versionIds: readonly string[]) => reads.query<ReadableVersion>(VERSIONS, [[], versionIds]),
    /** Best first; `spaceIds` null: everywhere the asker reads. */
    search: (
      { query, tail }: { readonly query: string; readonly tail: string },
      spaceIds: readonly string[] | null,
      most: number,
    ) => reads.query<FoundText>(SEARCH, [query, tail, spaceIds, most]),
    names: () => reads.query<KnownPerson>(NAMES),
    /** Whether the Organization has switched AI on. */
    isEnabled: async (): Promise<boolean> => {
      const [row] = await reads.query<{ isEnabled: boolean }>(STATE);
      return row?.isEnabled ?? false;
    },
  };
}

/** See {@link textsRepository}. */
export type TextsRepository = ReturnType<typeof textsRepository>;
