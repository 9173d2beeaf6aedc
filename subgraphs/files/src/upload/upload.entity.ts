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
