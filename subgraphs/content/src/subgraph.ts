import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { ChangeDocumentResolver } from './document/change-document.resolver.js';
import { DocumentEntity } from './document/document.entity.js';
import { documentReference } from './document/document.reference.js';
import { DocumentResolver } from './document/document.resolver.js';
import { ExportResolver } from './export/export.resolver.js';
import {
  DocumentRestrictionResolver,
  MoveEffectResolver,
  RestrictionResolver,
} from './restriction/restriction.resolver.js';
import { contentRules } from './rules.js';
import { SearchResolver } from './search/search.resolver.js';
import type { ContentServices } from './services.js';
import { VersionEntity } from './version/version.entity.js';
import { versionReference } from './version/version.reference.js';
import { VersionResolver } from './version/version.resolver.js';

/** Documents, versions, restrictions and search. */
export const contentSubgraph: SubgraphDefinition<ContentServices> = {
  name: 'content',
  resolvers: [
    DocumentResolver,
    ChangeDocumentResolver,
    VersionResolver,
    SearchResolver,
    ExportResolver,
    DocumentRestrictionResolver,
    RestrictionResolver,
    MoveEffectResolver,
  ],
  references: { Document: documentReference, DocumentVersion: versionReference },
  rules: contentRules,
  entities: [DocumentEntity, VersionEntity],
  services: ({ clock }) => ({ clock }),
};
