import type { Actor } from '#runtime/actor/actor.js';
import type { Change, Context } from '#runtime/graphql/context.js';
import { searchIndex, type SearchIndex } from '../search/search-index.repository.js';
import { restrictionRepository, type RestrictionRepository } from '../restriction/restriction.repository.js';
import type { ContentServices } from '../services.js';
import { treeRepository, type TreeRepository } from '../tree/tree.repository.js';
import { documentRepository, type DocumentRepository } from './document.repository.js';
import { organizationRepository, type OrganizationRepository } from './organization.repository.js';

/** What the use cases that change documents work with. */
export interface ChangeTools {
  readonly actor: Actor;
  readonly now: Date;
  readonly documents: DocumentRepository;
  readonly tree: TreeRepository;
  readonly index: SearchIndex;
  readonly restrictions: RestrictionRepository;
  readonly organization: OrganizationRepository;
  /** What the audit entry says. */
  readonly facts: Pick<Change, 'subject' | 'space' | 'note'>;
}

/** The tools of one mutation; throws outside of one. */
export function changeTools(ctx: Context<ContentServices>): ChangeTools {
  const { change } = ctx;
  return {
    actor: ctx.actor,
    now: ctx.services.clock(),
    documents: documentRepository(change),
    tree: treeRepository(change),
    index: searchIndex(change),
    restrictions: restrictionRepository(change),
    organization: organizationRepository(change),
    facts: change,
  };
}
