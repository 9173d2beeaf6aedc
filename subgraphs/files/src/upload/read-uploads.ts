import type { Context } from '#runtime/graphql/context.js';
import type { UploadRecord } from './upload.js';
import { uploadReads } from './upload.repository.js';

/** The actor's uploads that are not complete. */
export const readUploads = (ctx: Context): Promise<UploadRecord[]> => uploadReads(ctx).open();
