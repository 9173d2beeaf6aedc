import { defineEntity } from '@mikro-orm/core';

/** The columns of `files.file` that are written. */
export const FileEntity = defineEntity({
  name: 'File',
  schema: 'files',
  tableName: 'file',
  properties: (p) => ({
    fileId: p.uuid().primary(),
    orgId: p.uuid(),
    spaceId: p.uuid(),
    documentId: p.uuid().nullable(),
    name: p.text(),
    currentNumber: p.integer(),
    size: p.bigint('number'),
    createdBy: p.uuid(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    trashedAt: p.datetime().nullable(),
    trashedBy: p.uuid().nullable(),
  }),
});

/** A file in the unit of work: what is assigned to it is written. */
export interface FileRecord {
  readonly fileId: string;
  readonly orgId: string;
  readonly spaceId: string;
  readonly documentId: string | null;
  name: string;
  currentNumber: number;
  size: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  updatedAt: Date;
  trashedAt: Date | null;
  trashedBy: string | null;
}
