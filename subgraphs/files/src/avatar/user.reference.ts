import type { ReferenceResolver } from '#runtime/graphql/build.js';
import type { FilesServices } from '../services.js';
import { personStub } from '../stubs.js';
import { findAvatar } from './find-avatar.js';

/** A person by reference: only of somebody whose picture the reader sees there is anything here. */
export const userReference: ReferenceResolver<FilesServices> = async ({ id }, ctx) =>
  (await findAvatar(ctx, id)) === null ? null : personStub(id);
