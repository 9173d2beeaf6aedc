import { invalidInput } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { DocumentRow } from '../document/document.js';
import { readDocuments } from '../document/read-documents.js';
import { parseSearchText } from './search-text.js';
import { searchRepository } from './search.repository.js';
import { excerpt, partsOfHeadline, type SnippetPart } from './snippet.js';

/** A document that was found. */
export interface Hit {
  readonly document: DocumentRow;
  readonly snippet: readonly SnippetPart[];
  readonly rank: number;
  /** Place in the whole result, from 1. */
  readonly place: number;
}

/** How far a search can be paged. */
export const MAXIMUM_HITS = 200;
const MAXIMUM_SPACES = 100;

/**
 * Full-text search over what the actor may read: published versions, and drafts where drafts may be read.
 * German and English are stemmed by the document's language. Returns one hit more than asked for, if any.
 */
export async function searchDocuments(
  ctx: Context,
  search: { query: string; spaceIds: readonly string[] | null; skip: number; first: number },
): Promise<Hit[]> {
  const text = parseSearchText(search.query);
  if (!text || search.skip >= MAXIMUM_HITS) return [];
  if ((search.spaceIds?.length ?? 0) > MAXIMUM_SPACES) {
    throw invalidInput(
      'spaceIds',
      `Bitte höchstens ${MAXIMUM_SPACES} Spaces wählen.`,
      `Please choose ${MAXIMUM_SPACES} Spaces at most.`,
    );
  }
  const spaceIds = search.spaceIds?.filter(isId) ?? null;
  const limit = Math.min(search.first + 1, MAXIMUM_HITS - search.skip);
  const found = await searchRepository(ctx).find(text, spaceIds, limit, search.skip);
  const documents = await Promise.all(found.map(({ documentId }) => readDocuments(ctx).byId(documentId)));
  return found.flatMap(({ rank, headline, plain }, index) => {
    const document = documents[index];
    const snippet = plain === null ? partsOfHeadline(headline) : excerpt(plain, text.query);
    return document ? [{ document, snippet, rank, place: search.skip + index + 1 }] : [];
  });
}
