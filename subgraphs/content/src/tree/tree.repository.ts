import type { Change } from '#runtime/graphql/context.js';

/** A document in its tree. */
export interface TreeNode {
  readonly id: string;
  readonly parentId: string | null;
  /** 1 for the document that was asked about. */
  readonly level: number;
  readonly archivedWith: string | null;
  readonly trashedWith: string | null;
}

/** A neighbour below the same parent. */
export interface Sibling {
  readonly id: string;
  readonly position: number;
}

// The guards on the level end the walk even if a cycle ever came about.
const SUBTREE = `
WITH RECURSIVE tree AS (
  SELECT document_id, parent_id, space_id, archived_with, trashed_with, 1 AS level
    FROM content.document WHERE document_id = $1
  UNION ALL
  SELECT d.document_id, d.parent_id, d.space_id, d.archived_with, d.trashed_with, tree.level + 1
    FROM tree JOIN content.document d ON d.space_id = tree.space_id AND d.parent_id = tree.document_id
   WHERE tree.level < 100)
SELECT document_id AS id, parent_id AS "parentId", level, archived_with AS "archivedWith", trashed_with AS "trashedWith"
  FROM tree`;
const ANCESTORS = `
WITH RECURSIVE way AS (
  SELECT document_id, parent_id, 1 AS level FROM content.document WHERE document_id = $1
  UNION ALL
  SELECT d.document_id, d.parent_id, way.level + 1 FROM way JOIN content.document d ON d.document_id = way.parent_id
   WHERE way.level < 100)
SELECT document_id AS id FROM way ORDER BY level`;
const SIBLINGS = `
SELECT document_id AS id, position FROM content.document
 WHERE space_id = $1 AND parent_id IS NOT DISTINCT FROM $2::uuid AND document_id <> $3
 ORDER BY position, document_id`;
const RENUMBER = `
UPDATE content.document d SET position = fresh.position
  FROM unnest($1::uuid[], $2::float8[]) AS fresh(id, position) WHERE d.document_id = fresh.id`;
const LAST = `
SELECT max(position) AS position FROM content.document WHERE space_id = $1 AND parent_id IS NOT DISTINCT FROM $2::uuid`;
const TRASH = `
UPDATE content.document SET trashed_at = $2, trashed_with = $3, updated_at = coalesce($2, updated_at)
 WHERE document_id = ANY($1::uuid[])`;
const COUNT_VERSIONS = `
SELECT count(*)::int AS count FROM (
  SELECT FROM content.document_version WHERE document_id = ANY($1::uuid[]) LIMIT $2) v`;
const TO_TOP = 'UPDATE content.document SET parent_id = NULL, position = $2 WHERE document_id = $1';
const ARCHIVE = `
UPDATE content.document SET archived_at = $2, archived_with = $3, updated_at = coalesce($2, updated_at)
 WHERE document_id = ANY($1::uuid[])`;

/** The trees of documents, on the transaction of a mutation. */
export interface TreeRepository {
  /** A document with everything below it, itself first. */
  subtree(id: string): Promise<TreeNode[]>;
  /** A document and what is above it, itself first. */
  ancestors(id: string): Promise<string[]>;
  /** The other documents below a parent (null: at the top of the Space), in order. */
  siblings(spaceId: string, parentId: string | null, exceptId: string): Promise<Sibling[]>;
  /** The greatest position below a parent; null when there is nothing. */
  lastPosition(spaceId: string, parentId: string | null): Promise<number | null>;
  renumber(siblings: readonly Sibling[]): Promise<void>;
  /** How many versions these documents have; counts no further than `limit`. */
  countVersions(ids: readonly string[], limit: number): Promise<number>;
  /** To the top of its Space. */
  putAtTop(id: string, position: number): Promise<void>;
  /** Into the trash, together with a document; out of it with nulls. */
  setTrashed(ids: readonly string[], at: Date | null, withId: string | null): Promise<void>;
  /** Archived, together with a document; back with nulls. */
  setArchived(ids: readonly string[], at: Date | null, withId: string | null): Promise<void>;
}

/** Trees by way of the mutation's transaction. */
export function treeRepository({ query }: Pick<Change, 'query'>): TreeRepository {
  return {
    subtree: (id) => query<TreeNode>(SUBTREE, [id]),
    ancestors: async (id) => (await query<{ id: string }>(ANCESTORS, [id])).map((row) => row.id),
    siblings: (spaceId, parentId, exceptId) => query<Sibling>(SIBLINGS, [spaceId, parentId, exceptId]),
    lastPosition: async (spaceId, parentId) =>
      (await query<{ position: number | null }>(LAST, [spaceId, parentId]))[0]?.position ?? null,
    renumber: async (siblings) =>
      void (await query(RENUMBER, [siblings.map(({ id }) => id), siblings.map(({ position }) => position)])),
    countVersions: async (ids, limit) =>
      (await query<{ count: number }>(COUNT_VERSIONS, [ids, limit]))[0]?.count ?? 0,
    putAtTop: async (id, position) => void (await query(TO_TOP, [id, position])),
    setTrashed: async (ids, at, withId) => void (await query(TRASH, [ids, at, withId])),
    setArchived: async (ids, at, withId) => void (await query(ARCHIVE, [ids, at, withId])),
  };
}
