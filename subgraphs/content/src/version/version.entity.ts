import { defineEntity, type InferEntity } from '@mikro-orm/core';
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

/** A version in the unit of work. */
export type VersionRecord = InferEntity<typeof VersionEntity>;
