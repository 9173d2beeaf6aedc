import type { Actor } from '#runtime/actor/actor.js';
import { notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { FileRecord } from '../file/file.entity.js';
import { fileRepository, type FileRepository } from '../file/file.repository.js';
import type { UploadRecord } from './upload.js';
import { uploadRepository } from './upload.repository.js';

/** What was found in the bytes of an upload. */
export interface UploadedContent {
  readonly mediaType: string;
  readonly sha256: string;
  readonly image: {
    readonly width: number;
    readonly height: number;
    readonly previewSize: number;
    readonly thumbSize: number;
  } | null;
}

/**
 * Makes a file, or a version of one, of a complete upload. Runs with the writers' lock held, and the statements decide:
 * after an acknowledged revocation nothing comes into being (THREATS 20). A second call finds it done.
 */
export async function saveUpload(
  { change, actor, now }: { change: Change; actor: Actor; now: Date },
  uploadId: string,
  content: UploadedContent,
): Promise<void> {
  const uploads = uploadRepository(change);
  const files = fileRepository(change);
  const upload = await uploads.open(uploadId);
  if (!upload) throw notFound('File', null);
  change.subject(upload.fileId);
  change.space(upload.spaceId);
  if (upload.completedAt) return;
  const number = upload.isVersion ? await nextNumber(files, upload, now) : await addFile(files, upload, now);
  await files.addVersion({
    ...{
      versionId: newId(now.getTime()),
      orgId: upload.orgId,
      spaceId: upload.spaceId,
      fileId: upload.fileId,
    },
    ...{ number, size: upload.size, mediaType: content.mediaType, sha256: content.sha256 },
    ...{ object: upload.object, wrappedKey: upload.wrappedKey, keySpaceId: upload.keySpaceId },
    ...{ imageWidth: content.image?.width ?? null, imageHeight: content.image?.height ?? null },
    ...{ previewSize: content.image?.previewSize ?? null, thumbSize: content.image?.thumbSize ?? null },
    ...{ authorId: actor.userId!, createdAt: now, restoredFrom: null },
  });
  upload.completedAt = now;
}

async function addFile(files: FileRepository, upload: UploadRecord, now: Date): Promise<number> {
  const { fileId, orgId, spaceId, documentId, name, size, createdBy } = upload;
  const file: FileRecord = {
    ...{ fileId, orgId, spaceId, documentId, name, size, createdBy, currentNumber: 1 },
    ...{ createdAt: now, updatedAt: now, trashedAt: null, trashedBy: null },
  };
  await files.add(file);
  return 1;
}

async function nextNumber(files: FileRepository, upload: UploadRecord, now: Date): Promise<number> {
  const file = await files.open(upload.fileId);
  if (!file || file.trashedAt !== null) throw notFound('File', upload.fileId);
  file.currentNumber += 1;
  file.size = upload.size;
  file.updatedAt = now;
  return file.currentNumber;
}
