import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/**
 * Which document or Space it is decides the use case: it names what was aimed at, so that a refusal is in
 * the audit trail. Changes stop here already for people who may not make them anywhere.
 */
export const documentRules: RuleMap = {
  Query: fields(
    ['document', 'spaceTree', 'documents', 'trash', 'archivedDocuments', 'recentDocuments', 'ownedDrafts'],
    inOrganization,
  ),
  Mutation: {
    ...fields(
      [
        'createDocument',
        'renameDocument',
        'moveDocument',
        'archiveDocument',
        'unarchiveDocument',
        'updateDocumentDetails',
      ],
      maySomewhere('document.write'),
    ),
    ...fields(['trashDocument', 'restoreDocument'], maySomewhere('document.trash')),
    ...fields(['publishDocument', 'unpublishDocument'], maySomewhere('document.publish')),
  },
  Document: fields(
    [
      ...(['id', 'space', 'parentId', 'position', 'title', 'language', 'classification', 'owner'] as const),
      ...(['nextReviewOn', 'state', 'hasUnpublishedChanges', 'revision', 'createdAt', 'updatedAt'] as const),
      ...(['archivedAt', 'trashedAt', 'published', 'draft', 'path', 'versions', 'viewerCan'] as const),
      ...(['isRestricted', 'restriction', 'restrictedBy'] as const),
    ],
    inOrganization,
  ),
  DocumentConnection: fields(['edges', 'pageInfo'], inOrganization),
  DocumentEdge: fields(['cursor', 'node'], inOrganization),
  DocumentCrumb: fields(['id', 'title'], inOrganization),
};
