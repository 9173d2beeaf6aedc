import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Which document it is decides the use case; a person without any Space gets no further than here. */
export const versionRules: RuleMap = {
  Query: { compareVersions: inOrganization },
  Mutation: fields(['saveDraft', 'restoreVersion'], maySomewhere('document.write')),
  DocumentVersion: fields(
    [
      ...([
        'id',
        'number',
        'title',
        'body',
        'author',
        'createdAt',
        'savedAt',
        'publishedAt',
        'publishedBy',
      ] as const),
      ...(['isPublished', 'restoredFrom', 'byteSize', 'wordCount'] as const),
    ],
    inOrganization,
  ),
  DocumentVersionConnection: fields(['edges', 'pageInfo'], inOrganization),
  DocumentVersionEdge: fields(['cursor', 'node'], inOrganization),
  VersionDiff: fields(['from', 'to', 'titleChanges', 'blocks', 'added', 'removed'], inOrganization),
  DiffBlock: fields(['kind', 'nodeType', 'level', 'parts'], inOrganization),
  DiffPart: fields(['kind', 'text'], inOrganization),
};
