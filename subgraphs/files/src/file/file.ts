/** What a file is, by its content. */
export type FileKind =
  | 'image'
  | 'pdf'
  | 'text'
  | 'document'
  | 'spreadsheet'
  | 'presentation'
  | 'archive'
  | 'audio'
  | 'video'
  | 'other';

/** A file with its current version, as it is read. */
export interface FileRow {
  readonly id: string;
  readonly spaceId: string;
  readonly documentId: string | null;
  readonly name: string;
  readonly number: number;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly imageWidth: number | null;
  readonly imageHeight: number | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  readonly trashedAt: Date | null;
  /** Whether the document it belongs to lies in the trash. */
  readonly documentTrashed: boolean;
}

/** A version of a file, as it is read. */
export interface FileVersionRow {
  readonly id: string;
  readonly fileId: string;
  readonly number: number;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly authorId: string;
  readonly createdAt: Date;
  readonly restoredFrom: number | null;
  readonly isCurrent: boolean;
}

/** Orders of the list of files. */
export type FileOrder = 'name' | 'updated' | 'created' | 'size';

/** What a version's bytes are opened with. */
export interface VersionContent {
  readonly spaceId: string;
  readonly name: string;
  readonly number: number;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly object: string;
  readonly wrappedKey: Buffer;
  readonly keySpaceId: string;
  readonly previewSize: number | null;
  readonly thumbSize: number | null;
  readonly trashedAt: Date | null;
  readonly documentTrashed: boolean;
}
