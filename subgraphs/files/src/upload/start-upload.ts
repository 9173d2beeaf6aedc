import type { Context } from '#runtime/graphql/context.js';
import { fileTools } from '../file/file-tools.js';
import { storageLimits } from '../file/read-usage.js';
import { keyRepository } from '../key/key.repository.js';
import type { FilesServices } from '../services.js';
import { beginUpload, type NewUpload } from './begin-upload.js';
import type { UploadRecord } from './upload.js';
import { uploadRepository } from './upload.repository.js';

/** Begins an upload inside the change of this request; throws UNAVAILABLE where there is no store. */
export async function startUpload(ctx: Context<FilesServices>, input: NewUpload): Promise<UploadRecord> {
  const { change, services } = ctx;
  await services.store();
  const tools = {
    ...fileTools(ctx),
    keyring: services.keyring,
    keys: keyRepository(change),
    uploads: uploadRepository(change),
    limits: await storageLimits(change),
  };
  return beginUpload(tools, input);
}
