import { notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { uploadRepository } from './upload.repository.js';

/** Ends an upload that is not complete; its place in the quota is free again. */
export async function cancelUpload(change: Change, uploadId: string): Promise<void> {
  const uploads = uploadRepository(change);
  const upload = await uploads.open(uploadId);
  if (!upload || upload.completedAt) throw notFound('File', upload?.fileId ?? null);
  change.subject(upload.fileId);
  change.space(upload.spaceId);
  uploads.remove(upload);
}
