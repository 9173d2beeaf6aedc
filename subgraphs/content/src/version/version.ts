import type { BodyNode } from '#schema/document-model/schema.js';

/** A version as it is read; lists come without the body. */
export interface VersionRow {
  readonly id: string;
  readonly documentId: string;
  readonly number: number;
  readonly title: string;
  readonly body?: BodyNode;
  readonly authorId: string;
  readonly createdAt: Date;
  readonly savedAt: Date;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  readonly isPublished: boolean;
  readonly restoredFrom: number | null;
  readonly byteSize: number;
  readonly wordCount: number;
}

/** What an author wrote, checked against the document model. */
export interface Draft {
  readonly title: string;
  readonly body: BodyNode;
  readonly plain: string;
  readonly byteSize: number;
  readonly wordCount: number;
}
