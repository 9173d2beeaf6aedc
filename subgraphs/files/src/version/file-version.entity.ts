import { defineEntity } from '@mikro-orm/core';

/** The columns of `files.file_version`; nothing of a version ever changes. */
export const FileVersionEntity = defineEntity({
  name: 'FileVersion',
  schema: 'files',
  tableName: 'file_version',
  properties: (p) => ({
    versionId: p.uuid().primary(),
    orgId: p.uuid(),
    spaceId: p.uuid(),
    fileId: p.uuid(),
    number: p.integer(),
    size: p.bigint('number'),
    mediaType: p.text(),
    sha256: p.text().fieldName('sha256'),
    object: p.text(),
    wrappedKey: p.blob(),
    keySpaceId: p.uuid(),
    imageWidth: p.integer().nullable(),
    imageHeight: p.integer().nullable(),
    previewSize: p.integer().nullable(),
    thumbSize: p.integer().nullable(),
    authorId: p.uuid(),
    createdAt: p.datetime(),
    restoredFrom: p.integer().nullable(),
  }),
});

/** A version in the unit of work. */
export interface FileVersionRecord {
  readonly versionId: string;
  readonly orgId: string;
  readonly spaceId: string;
  readonly fileId: string;
  readonly number: number;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly object: string;
  readonly wrappedKey: Buffer;
  readonly keySpaceId: string;
  readonly imageWidth: number | null;
  readonly imageHeight: number | null;
  readonly previewSize: number | null;
  readonly thumbSize: number | null;
  readonly authorId: string;
  readonly createdAt: Date;
  readonly restoredFrom: number | null;
}
