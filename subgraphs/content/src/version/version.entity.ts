import { defineEntity } from '@mikro-orm/core';
import type { BodyNode } from '#schema/document-model/schema.js';

/** The columns of `content.document_version`. */
export const VersionEntity = defineEntity({
  name: 'DocumentVersion',
  schema: 'content',
  tableName: 'document_version',
  properties: (p) => ({
    versionId: p.uuid().primary(),
    orgId: p.uuid(),
    spaceId: p.uuid(),
    documentId: p.uuid(),
    number: p.integer(),
    title: p.text(),
    body: p.json<BodyNode>(),
    plain: p.text(),
    byteSize: p.integer(),
    wordCount: p.integer(),
    authorId: p.uuid(),
    createdAt: p.datetime(),
    savedAt: p.datetime(),
    restoredFrom: p.integer().nullable(),
    isPublished: p.boolean(),
    publishedAt: p.datetime().nullable(),
    publishedBy: p.uuid().nullable(),
  }),
});

/** A version in the unit of work: what is assigned to it is written. */
export interface VersionRecord {
  readonly versionId: string;
  readonly orgId: string;
  readonly spaceId: string;
  readonly documentId: string;
  readonly number: number;
  title: string;
  body: BodyNode;
  plain: string;
  byteSize: number;
  wordCount: number;
  readonly authorId: string;
  readonly createdAt: Date;
  savedAt: Date;
  readonly restoredFrom: number | null;
  isPublished: boolean;
  publishedAt: Date | null;
  publishedBy: string | null;
}
