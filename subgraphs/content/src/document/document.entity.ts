import { defineEntity } from '@mikro-orm/core';
import type { Classification, Language } from './document.js';

/** The columns of `content.document`; its title lives in versions. */
export const DocumentEntity = defineEntity({
  name: 'Document',
  schema: 'content',
  tableName: 'document',
  properties: (p) => ({
    documentId: p.uuid().primary(),
    orgId: p.uuid(),
    spaceId: p.uuid(),
    parentId: p.uuid().nullable(),
    position: p.double().$type<number>(),
    ownerId: p.uuid().nullable(),
    language: p.string().$type<Language>(),
    classification: p.string().$type<Classification>(),
    nextReviewOn: p.date().nullable(),
    publishedVersionId: p.uuid().nullable(),
    latestVersion: p.integer(),
    revision: p.integer(),
    createdBy: p.uuid(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    archivedAt: p.datetime().nullable(),
    archivedWith: p.uuid().nullable(),
    trashedAt: p.datetime().nullable(),
    trashedWith: p.uuid().nullable(),
  }),
});

/** A document in the unit of work: what is assigned to it is written. */
export interface DocumentRecord {
  readonly documentId: string;
  readonly orgId: string;
  spaceId: string;
  parentId: string | null;
  position: number;
  ownerId: string | null;
  language: Language;
  classification: Classification;
  /** `YYYY-MM-DD`. */
  nextReviewOn: string | null;
  publishedVersionId: string | null;
  latestVersion: number;
  revision: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  updatedAt: Date;
  readonly archivedAt: Date | null;
  readonly archivedWith: string | null;
  readonly trashedAt: Date | null;
  readonly trashedWith: string | null;
}
