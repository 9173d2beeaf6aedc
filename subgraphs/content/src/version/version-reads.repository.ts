import type { BodyNode } from '#schema/document-model/schema.js';
import type { Reads } from '../document/document-reads.repository.js';
import type { VersionRow } from './version.js';

const COLUMNS = `v.version_id AS id, v.document_id AS "documentId", v.number, v.title, v.author_id AS "authorId",
  v.created_at AS "createdAt", v.saved_at AS "savedAt", v.published_at AS "publishedAt", v.published_by AS "publishedBy",
  v.is_published AS "isPublished", v.restored_from AS "restoredFrom", v.byte_size AS "byteSize", v.word_count AS "wordCount"`;

// $1: the Spaces in which the actor reads drafts; elsewhere only what is published counts. Row-level
// security says the same.
const SEEN = '(v.is_published OR v.space_id = ANY($1::uuid[]))';
const BY_IDS = `
SELECT ${COLUMNS}, v.body FROM content.document_version v WHERE v.version_id = ANY($2::uuid[]) AND ${SEEN}`;
const BODIES = `
SELECT v.version_id AS id, v.body FROM content.document_version v WHERE v.version_id = ANY($2::uuid[]) AND ${SEEN}`;
const BY_NUMBERS = `
SELECT ${COLUMNS}, v.body FROM content.document_version v
 WHERE v.document_id = $2 AND v.number = ANY($3::int[]) AND ${SEEN}`;
const HISTORY = `
SELECT h.* FROM unnest($2::uuid[]) AS wanted(id)
 CROSS JOIN LATERAL (
   SELECT ${COLUMNS} FROM content.document_version v
    WHERE v.document_id = wanted.id AND v.number < coalesce($3::int, 2147483647) AND ${SEEN}
    ORDER BY v.number DESC LIMIT $4) h`;

/** The only statements that read versions. */
export function versionReads(reads: Reads, draftSpaces: readonly string[]) {
  return {
    /** With bodies. */
    byIds: (ids: readonly string[]) => reads.query<VersionRow>(BY_IDS, [draftSpaces, ids]),
    bodies: (ids: readonly string[]) =>
      reads.query<{ id: string; body: BodyNode }>(BODIES, [draftSpaces, ids]),
    /** Versions of one document by number, with bodies. */
    byNumbers: (documentId: string, numbers: readonly number[]) =>
      reads.query<VersionRow>(BY_NUMBERS, [draftSpaces, documentId, numbers]),
    /** The versions of each document, newest first, below a number; without bodies. */
    history: async (
      ids: readonly string[],
      below: number | null,
      limit: number,
    ): Promise<Map<string, VersionRow[]>> => {
      const rows = await reads.query<VersionRow>(HISTORY, [draftSpaces, ids, below, limit]);
      const byDocument = Map.groupBy(rows, (row) => row.documentId);
      for (const versions of byDocument.values()) versions.sort((a, b) => b.number - a.number);
      return byDocument;
    },
  };
}
