import { defineEntity } from '@mikro-orm/core';

/** The columns of `files.upload`. */
export const UploadEntity = defineEntity({
  name: 'FileUpload',
  schema: 'files',
  tableName: 'upload',
  properties: (p) => ({
    uploadId: p.uuid().primary(),
    orgId: p.uuid(),
    spaceId: p.uuid(),
    documentId: p.uuid().nullable(),
    fileId: p.uuid(),
    isVersion: p.boolean(),
    name: p.text(),
    size: p.bigint('number'),
    object: p.text(),
    wrappedKey: p.blob(),
    keySpaceId: p.uuid(),
    createdBy: p.uuid(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    completedAt: p.datetime().nullable(),
  }),
});

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
