import {
  fields,
  identified,
  inOrganization,
  maySomewhere,
  signedIn,
  type RuleMap,
} from '#runtime/access/rules.js';

/**
 * The rules of all features. Which file or Space it is decides the use case: it names what was aimed at, so that a
 * refusal is in the audit trail.
 */
export const rules: RuleMap = {
  Query: fields(
    ['file', 'filesById', 'files', 'documentFiles', 'trashedFiles', 'fileUsage', 'openFileUploads'],
    inOrganization,
  ),
  Mutation: {
    ...fields(['beginFileUpload', 'renameFile', 'restoreFileVersion'], maySomewhere('document.write')),
    ...fields(['trashFile', 'restoreFile'], maySomewhere('document.trash')),
    downloadFile: inOrganization,
    removeAvatar: signedIn,
  },
  File: fields(
    [
      ...([
        'id',
        'space',
        'document',
        'name',
        'size',
        'mediaType',
        'kind',
        'sha256',
        'versionNumber',
      ] as const),
      ...(['image', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt', 'trashedAt', 'versions'] as const),
      'viewerCan',
    ],
    inOrganization,
  ),
  FileImage: fields(['width', 'height', 'previewUrl', 'thumbUrl'], inOrganization),
  FileVersion: fields(
    ['id', 'number', 'size', 'mediaType', 'sha256', 'author', 'createdAt', 'restoredFrom', 'isCurrent'],
    inOrganization,
  ),
  FileConnection: fields(['edges', 'pageInfo'], inOrganization),
  FileEdge: fields(['cursor', 'node'], inOrganization),
  FileUpload: fields(['id', 'fileId', 'url', 'name', 'size', 'expiresAt'], inOrganization),
  FileUsage: fields(['usedBytes', 'reservedBytes', 'quotaBytes', 'maxFileBytes'], inOrganization),
  FileLink: fields(['url', 'name', 'size', 'expiresAt'], inOrganization),
  PageInfo: fields(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], inOrganization),
  Space: fields(['id'], inOrganization),
  Document: fields(['id'], inOrganization),
  User: fields(['id', 'avatarUrl'], identified),
};
