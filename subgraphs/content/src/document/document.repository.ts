import type { Change } from '#runtime/graphql/context.js';
import { VersionEntity, type VersionRecord } from '../version/version.entity.js';
import { DocumentEntity, type DocumentRecord } from './document.entity.js';

// What a save waits for: two saves of one document happen one after the other. Not FOR UPDATE, which would
// also hold up new children and versions that only refer to the row.
const LOCK = `SELECT document_id = ANY((SELECT content.closed_documents())::uuid[]) AS closed
  FROM content.document WHERE document_id = $1 FOR NO KEY UPDATE`;

/** Documents and versions in the unit of work of a mutation; every change feeds its audit entry. */
export interface DocumentRepository {
  /** The document, locked until the end of the transaction if it may be changed at all; null if not visible. */
  open(id: string): Promise<DocumentRecord | null>;
  /** The newest version of an open document. */
  newestVersion(document: DocumentRecord): Promise<VersionRecord>;
  /** A version of an open document by id. */
  version(document: DocumentRecord, versionId: string): Promise<VersionRecord | null>;
  add(document: DocumentRecord): Promise<void>;
  addVersion(version: VersionRecord): Promise<void>;
  /** Writes what has changed so far: where one statement must come before another. */
  flush(): Promise<void>;
}

/** Documents by way of the mutation's unit of work. */
export function documentRepository(change: Change): DocumentRepository {
  const { em } = change;
  return {
    open: async (id) => {
      const [row] = await change.query<{ closed: boolean }>(LOCK, [id]);
      if (row?.closed) return null;
      return (await em.findOne(DocumentEntity, { documentId: id })) as DocumentRecord | null;
    },
    newestVersion: async ({ documentId, latestVersion }) =>
      (await em.findOneOrFail(VersionEntity, { documentId, number: latestVersion })) as VersionRecord,
    version: async ({ documentId }, versionId) =>
      (await em.findOne(VersionEntity, { documentId, versionId })) as VersionRecord | null,
    add: async (document) => {
      em.persist(em.create(DocumentEntity, document));
      await em.flush();
    },
    addVersion: async (version) => {
      em.persist(em.create(VersionEntity, version));
      await em.flush();
    },
    flush: () => em.flush(),
  };
}
