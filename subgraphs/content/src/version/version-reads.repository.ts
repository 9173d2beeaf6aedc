import type { BodyNode } from '#schema/document-model/schema.js';
import type { Reads } from '../document/document-reads.repository.js';
import type { VersionRow } from './version.js';

const COLUMNS = `v.version_id AS id, v.document_id AS "documentId", v.number, v.title, v.author_id AS "authorId",
  v.created_at AS "createdAt", v.saved_at AS "savedAt", v.published_at AS "publishedAt", v.published_by AS "publishedBy",
  v.is_published AS "isPublished", v.restored_from AS "restoredFrom", v.byte_size AS "byteSize", v.word_count AS "wordCount"`;

const BY_IDS = `SELECT ${COLUMNS}, v.body FROM content.document_version v WHERE v.version_id = ANY($1::uuid[])`;
const BODIES =
  'SELECT version_id AS id, body FROM content.document_version WHERE version_id = ANY($1::uuid[])';
const BY_NUMBERS = `
SELECT ${COLUMNS}, v.body FROM content.document_version v WHERE v.document_id = $1 AND v.number = ANY($2::int[])`;
const HISTORY = `
SELECT ${COLUMNS} FROM unnest($1::uuid[]) AS wanted(id)
 CROSS JOIN LATERAL (
   SELECT * FROM content.document_version n WHERE n.document_id = wanted.id AND n.number < coalesce($2::int, 2147483647)
    ORDER BY n.number DESC LIMIT $3) v`;

/** The only statements that read versions. */
export function versionReads(reads: Reads) {
  return {
    /** With bodies. */
    byIds: (ids: readonly string[]) => reads.query<VersionRow>(BY_IDS, [ids]),
    bodies: (ids: readonly string[]) => reads.query<{ id: string; body: BodyNode }>(BODIES, [ids]),
    /** Versions of one document by number, with bodies. */
    byNumbers: (documentId: string, numbers: readonly number[]) =>
      reads.query<VersionRow>(BY_NUMBERS, [documentId, numbers]),
    /** The versions of each document, newest first, below a number; without bodies. */
    history: async (
      ids: readonly string[],
      below: number | null,
      limit: number,
    ): Promise<Map<string, VersionRow[]>> => {
      const rows = await reads.query<VersionRow>(HISTORY, [ids, below, limit]);
      const byDocument = Map.groupBy(rows, (row) => row.documentId);
      for (const versions of byDocument.values()) versions.sort((a, b) => b.number - a.number);
      return byDocument;
    },
  };
}
