import type { ReferenceResolver } from '#runtime/graphql/build.js';
import type { ContentServices } from '../services.js';
import { toDocument } from './document.type.js';
import { readDocuments } from './read-documents.js';

/** A document by reference; `null` alike for what is missing, foreign or beyond the reader's rights. */
export const documentReference: ReferenceResolver<ContentServices> = async ({ id }, ctx) => {
  const row = await readDocuments(ctx).byId(id);
  return row && toDocument(ctx.actor, row);
};
