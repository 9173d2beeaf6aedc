import type { Change } from '#runtime/graphql/context.js';
import type { DocumentRecord } from '../document/document.entity.js';
import type { VersionRecord } from '../version/version.entity.js';
import { compoundTails } from './compounds.js';

// Stems, words as written for prefixes, tails of compounds: with the weights that content.search() expects.
const PUT = `
INSERT INTO content.search_entry (org_id, space_id, document_id, kind, version_id, language, hidden, tsv)
SELECT $1, $2, $3, $4, $5, $6, $7,
       setweight(to_tsvector(c.config, $8), 'A') || setweight(to_tsvector(c.config, $9), 'B')
       || setweight(to_tsvector('simple', $8 || ' ' || $9), 'C') || setweight(to_tsvector(c.config, $10), 'B')
       || setweight(to_tsvector(c.config, $11), 'D')
  FROM (SELECT CASE $6 WHEN 'de' THEN 'german'::regconfig ELSE 'english'::regconfig END AS config) c
ON CONFLICT (org_id, document_id, kind) DO UPDATE
  SET version_id = excluded.version_id, language = excluded.language, hidden = excluded.hidden, tsv = excluded.tsv`;
const REMOVE = 'DELETE FROM content.search_entry WHERE document_id = $1 AND kind = $2';
const HIDE = 'UPDATE content.search_entry SET hidden = $2 WHERE document_id = ANY($1::uuid[])';

/** Bytes of text that are indexed: a tsvector holds 1 MiB of words and places at most. */
const INDEXED_BYTES = 200 * 1024;

/** The search entries of documents; kept in the transaction that changes them. */
export interface SearchIndex {
  /** What readers find: the published version. */
  putPublished(document: DocumentRecord, version: VersionRecord): Promise<void>;
  /** What people who read drafts find besides. */
  putDraft(document: DocumentRecord, version: VersionRecord): Promise<void>;
  removePublished(document: DocumentRecord): Promise<void>;
  removeDraft(document: DocumentRecord): Promise<void>;
  /** Leaves documents out, or takes them in again: archived or in the trash. */
  setHidden(documentIds: readonly string[], hidden: boolean): Promise<void>;
}

/** Search entries by way of the mutation's transaction. */
export function searchIndex(change: Pick<Change, 'query'>): SearchIndex {
  const put = async (
    kind: 'published' | 'draft',
    document: DocumentRecord,
    version: VersionRecord,
  ): Promise<void> => {
    const { orgId, spaceId, documentId, language } = document;
    const hidden = document.archivedAt !== null || document.trashedAt !== null;
    const plain = beginning(version.plain);
    const tails = [version.title, plain].map((text) => (language === 'de' ? compoundTails(text) : ''));
    const texts = [version.title, plain, ...tails];
    await change.query(PUT, [
      orgId,
      spaceId,
      documentId,
      kind,
      version.versionId,
      language,
      hidden,
      ...texts,
    ]);
  };
  return {
    putPublished: (document, version) => put('published', document, version),
    putDraft: (document, version) => put('draft', document, version),
    removePublished: async ({ documentId }) => void (await change.query(REMOVE, [documentId, 'published'])),
    removeDraft: async ({ documentId }) => void (await change.query(REMOVE, [documentId, 'draft'])),
    setHidden: async (ids, hidden) => void (await change.query(HIDE, [ids, hidden])),
  };
}

function beginning(plain: string): string {
  const bytes = Buffer.from(plain);
  if (bytes.length <= INDEXED_BYTES) return plain;
  return bytes
    .subarray(0, INDEXED_BYTES)
    .toString('utf8')
    .replace(/\ufffd$/, '');
}
