import type { Crumb, DocumentRow } from './document.js';

/** What reads go through: one statement, one round trip, under the actor's database context. */
export interface Reads {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

// $1: the Spaces in which the actor reads drafts. There the newest version counts, elsewhere the published
// one; row-level security says the same. A document without a version to see is not there.
const SELECT = `
SELECT d.document_id AS id, d.space_id AS "spaceId", d.parent_id AS "parentId", d.position, d.owner_id AS "ownerId",
       d.language, d.classification, d.next_review_on::text AS "nextReviewOn",
       d.published_version_id AS "publishedVersionId", d.revision, d.created_at AS "createdAt",
       d.updated_at AS "updatedAt", d.archived_at AS "archivedAt", d.trashed_at AS "trashedAt",
       v.version_id AS "versionId", v.title, v.published_at AS "versionPublishedAt",
       d.document_id = ANY((SELECT content.restricted_documents())::uuid[]) AS "isRestricted",
       d.document_id = ANY((SELECT content.closed_documents())::uuid[]) AS "isClosed"
  FROM content.document d
 CROSS JOIN LATERAL (
   SELECT n.version_id, n.title, n.published_at FROM content.document_version n
    WHERE n.org_id = d.org_id AND n.document_id = d.document_id AND (n.is_published OR n.space_id = ANY($1::uuid[])) ORDER BY n.number DESC LIMIT 1) v`;

const BY_IDS = `${SELECT} WHERE d.document_id = ANY($2::uuid[])`;
const TREE = `${SELECT}
 WHERE d.space_id = $2 AND d.archived_at IS NULL AND d.trashed_at IS NULL
 ORDER BY d.parent_id NULLS FIRST, d.position, d.document_id LIMIT $3`;
const NEWEST = `${SELECT}
 WHERE d.space_id = $2 AND d.archived_at IS NULL AND d.trashed_at IS NULL AND d.document_id < coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
 ORDER BY d.document_id DESC LIMIT $4`;
const TRASH = `${SELECT}
 WHERE d.space_id = $2 AND d.trashed_with = d.document_id ORDER BY d.trashed_at DESC, d.document_id LIMIT $3`;
const ARCHIVE = `${SELECT}
 WHERE d.space_id = $2 AND d.archived_with = d.document_id AND d.trashed_at IS NULL
 ORDER BY d.archived_at DESC, d.document_id LIMIT $3`;
// Limited before the versions are looked up: most of what one may read is not shown.
const RECENT = `${SELECT.replace(
  'FROM content.document d',
  `FROM (SELECT * FROM content.document r WHERE r.archived_at IS NULL AND r.trashed_at IS NULL
         ORDER BY r.updated_at DESC LIMIT $2) d`,
)} ORDER BY d.updated_at DESC`;
const OWNED_DRAFTS = `${SELECT}
 WHERE d.owner_id = $2 AND d.space_id = ANY($1::uuid[]) AND d.archived_at IS NULL AND d.trashed_at IS NULL
   AND d.published_version_id IS DISTINCT FROM v.version_id
 ORDER BY d.updated_at DESC LIMIT $3`;
const VISIBLE = `
SELECT d.document_id AS id FROM content.document d
 WHERE d.document_id = ANY($2::uuid[]) AND (d.published_version_id IS NOT NULL OR d.space_id = ANY($1::uuid[]))`;
const PATHS = `
WITH RECURSIVE way AS (
  SELECT document_id AS start, document_id, org_id, parent_id, 1 AS level FROM content.document
   WHERE document_id = ANY($2::uuid[])
  UNION ALL
  SELECT way.start, d.document_id, d.org_id, d.parent_id, way.level + 1
    FROM way JOIN content.document d ON d.org_id = way.org_id AND d.document_id = way.parent_id WHERE way.level < 100)
SELECT way.start, way.document_id AS id, v.title FROM way
 CROSS JOIN LATERAL (
   SELECT n.title FROM content.document_version n
    WHERE n.org_id = way.org_id AND n.document_id = way.document_id AND (n.is_published OR n.space_id = ANY($1::uuid[])) ORDER BY n.number DESC LIMIT 1) v
 WHERE way.level > 1 ORDER BY way.start, way.level DESC`;

/** A Space's tree is shown up to this many documents. */
export const MAXIMUM_TREE = 2000;
const MAXIMUM_LIST = 500;
const MAXIMUM_HOME = 20;

/** The only statements that list documents. Life-cycle is a filter here, access is row-level security. */
export function documentReads(reads: Reads, draftSpaces: readonly string[]) {
  return {
    byIds: (ids: readonly string[]) => reads.query<DocumentRow>(BY_IDS, [draftSpaces, ids]),
    tree: (spaceId: string) => reads.query<DocumentRow>(TREE, [draftSpaces, spaceId, MAXIMUM_TREE]),
    /** Newest first, after an id. */
    newest: (spaceId: string, after: string | null, limit: number) =>
      reads.query<DocumentRow>(NEWEST, [draftSpaces, spaceId, after, limit]),
    /** What was moved to the trash itself; what went along is not listed. */
    trash: (spaceId: string) => reads.query<DocumentRow>(TRASH, [draftSpaces, spaceId, MAXIMUM_LIST]),
    archive: (spaceId: string) => reads.query<DocumentRow>(ARCHIVE, [draftSpaces, spaceId, MAXIMUM_LIST]),
    /** Latest change first, over all Spaces. */
    recent: () => reads.query<DocumentRow>(RECENT, [draftSpaces, MAXIMUM_HOME]),
    /** Documents of an owner, in Spaces where drafts may be read, with something not yet published. */
    ownedDrafts: (ownerId: string) =>
      reads.query<DocumentRow>(OWNED_DRAFTS, [draftSpaces, ownerId, MAXIMUM_HOME]),
    /** Those of the ids that the reader sees. */
    visible: async (ids: readonly string[]): Promise<Set<string>> =>
      new Set((await reads.query<{ id: string }>(VISIBLE, [draftSpaces, ids])).map((row) => row.id)),
    /** What is above each document, from the top; it begins below the last ancestor that the reader does not see. */
    paths: async (ids: readonly string[]): Promise<Map<string, Crumb[]>> => {
      const rows = await reads.query<Crumb & { start: string }>(PATHS, [draftSpaces, ids]);
      const paths = new Map<string, Crumb[]>();
      for (const { start, id, title } of rows) paths.set(start, [...(paths.get(start) ?? []), { id, title }]);
      return paths;
    },
  };
}
