/** Languages that a document can be written in; search stems by them. */
export type Language = 'de' | 'en';

/** How widely a document may be known, from the least to the most restricted. */
export const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'strictly_confidential'] as const;
/** See {@link CLASSIFICATIONS}. */
export type Classification = (typeof CLASSIFICATIONS)[number];

/** A document as the reader may see it: row-level security has chosen the version that title and times are of. */
export interface DocumentRow {
  readonly id: string;
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly position: number;
  readonly ownerId: string | null;
  readonly language: Language;
  readonly classification: Classification;
  /** `YYYY-MM-DD`. */
  readonly nextReviewOn: string | null;
  readonly publishedVersionId: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
  readonly trashedAt: Date | null;
  /** The newest version that the reader may see. */
  readonly versionId: string;
  readonly title: string;
  readonly versionPublishedAt: Date | null;
  /** Whether a restriction holds for it: its own, or one from above. */
  readonly isRestricted: boolean;
  /** Whether one of them shuts the reader out: row-level security says the same, and gives no row. */
  readonly isClosed: boolean;
}

/** A step of the way from the Space down to a document. */
export interface Crumb {
  readonly id: string;
  readonly title: string;
}
