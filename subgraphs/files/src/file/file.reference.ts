import type { ReferenceResolver } from '#runtime/graphql/build.js';
import type { FilesServices } from '../services.js';
import { toFile } from './file.type.js';
import { readFiles } from './read-files.js';

/** A file by reference; `null` alike for what is missing, foreign or beyond the reader's rights. */
export const fileReference: ReferenceResolver<FilesServices> = async ({ id }, ctx) => {
  const row = await readFiles(ctx).byId(id);
  return row && toFile(ctx.actor.org?.slug ?? '', row);
};
