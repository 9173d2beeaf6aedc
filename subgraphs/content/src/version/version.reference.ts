import type { ReferenceResolver } from '#runtime/graphql/build.js';
import type { ContentServices } from '../services.js';
import { readVersions } from './read-versions.js';
import { toVersion } from './version.type.js';

/** A version by reference; `null` alike for what is missing, foreign or beyond the reader's rights. */
export const versionReference: ReferenceResolver<ContentServices> = async ({ id }, ctx) => {
  const row = await readVersions(ctx).byId(id);
  return row && toVersion(row);
};
