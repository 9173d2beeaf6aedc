/** What is measured. The texts are the benchmark's own operations; only its launcher can load them. */
export const OPERATIONS = {
  BenchNewest: `query BenchNewest($spaceId: ID!) {
  documents(spaceId: $spaceId, first: 50) {
    edges { node { id title updatedAt draft { id number author { id name __typename } __typename } __typename } __typename }
    __typename
  }
}`,
  BenchHistory: `query BenchHistory($documentId: ID!) {
  document(id: $documentId) {
    id
    title
    versions(first: 20) {
      edges { node { id number title savedAt wordCount author { id name __typename } __typename } __typename }
      __typename
    }
    __typename
  }
}`,
  BenchSave: `mutation BenchSave($input: SaveDraftInput!) {
  saveDraft(input: $input) { id revision __typename }
}`,
} as const;

/** The name of a measured operation. */
export type OperationName = keyof typeof OPERATIONS;

/**
 * The same rows by one SQL statement each, for the plain server that the product is compared with: no tenant
 * check, no audit, no GraphQL.
 */
export const PLAIN_SQL: Readonly<Record<OperationName, string>> = {
  BenchNewest: `SELECT d.document_id AS id, v.title, d.updated_at, v.version_id, v.number, a.account_id AS author_id, a.name AS author
    FROM content.document d
    JOIN content.document_version v ON v.org_id = d.org_id AND v.document_id = d.document_id AND v.number = d.latest_version
    JOIN identity.account a ON a.account_id = v.author_id
   WHERE d.org_id = $1 AND d.space_id = $2 AND d.trashed_at IS NULL AND d.archived_at IS NULL
   ORDER BY d.document_id DESC LIMIT 50`,
  BenchHistory: `SELECT v.version_id AS id, v.number, v.title, v.saved_at, v.word_count, a.account_id AS author_id, a.name AS author
    FROM content.document_version v JOIN identity.account a ON a.account_id = v.author_id
   WHERE v.org_id = $1 AND v.document_id = $2 ORDER BY v.number DESC LIMIT 20`,
  BenchSave: `WITH changed AS (
      UPDATE content.document SET revision = revision + 1, updated_at = now()
       WHERE org_id = $1 AND document_id = $2 RETURNING org_id, document_id, latest_version, revision)
    UPDATE content.document_version v SET title = $3, body = $4::jsonb, plain = $3, saved_at = now()
      FROM changed c WHERE v.org_id = c.org_id AND v.document_id = c.document_id AND v.number = c.latest_version
    RETURNING c.revision`,
};
