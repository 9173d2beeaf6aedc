/** An upload: what it is to become, and where its bytes go meanwhile. */
export interface UploadRecord {
  readonly uploadId: string;
  readonly orgId: string;
  readonly spaceId: string;
  /** The document that a new file is attached to. */
  readonly documentId: string | null;
  /** The file that it becomes, or becomes a version of. */
  readonly fileId: string;
  readonly isVersion: boolean;
  readonly name: string;
  /** Bytes, as announced; no other number is accepted. */
  readonly size: number;
  readonly object: string;
  readonly wrappedKey: Buffer;
  /** The Space whose key wraps it: its document may move meanwhile. */
  readonly keySpaceId: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  completedAt: Date | null;
}
