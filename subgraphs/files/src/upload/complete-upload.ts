import { createHash, type Hash } from 'node:crypto';
import type { FileStore } from '#runtime/storage/file-store.js';
import { readAllSealed, readSealed, writeSealed, type SealedFile } from '#runtime/storage/sealed-file.js';
import { detectMediaType, HEAD_BYTES } from '../image/media-type.js';
import { isPicture, makeRenditions, MOST_IMAGE_BYTES } from '../image/renditions.js';
import type { UploadedContent } from './save-upload.js';
import type { UploadRecord } from './upload.js';

/** What completing an upload works with. */
export interface CompleteTools {
  readonly upload: UploadRecord;
  readonly store: FileStore;
  /** The file's key in the clear. */
  readonly key: () => Promise<Buffer>;
  /** Makes the file in the database. */
  readonly save: (content: UploadedContent) => Promise<void>;
}

/**
 * Finishes the object, looks at what it holds, makes pictures of an image, and makes the file. `hash` is over the whole
 * plaintext, or null when it has to be read for it. Bears being repeated.
 */
export async function completeUpload(tools: CompleteTools, hash: Hash | null): Promise<void> {
  const { upload, store } = tools;
  await store.finish(upload.object);
  const file = { store, name: upload.object, key: await tools.key(), part: 'content', size: upload.size };
  const sha256 = (hash ?? (await hashOf(file))).digest('hex');
  const mediaType = await detectMediaType(await readAllSealed(file, Math.min(file.size, HEAD_BYTES)), {
    name: upload.name,
    whole: file.size <= HEAD_BYTES,
  });
  await tools.save({ mediaType, sha256, image: await pictureOf(file, mediaType) });
}

async function hashOf(file: SealedFile): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of readSealed(file)) hash.update(chunk);
  return hash;
}

async function pictureOf(file: SealedFile, mediaType: string): Promise<UploadedContent['image']> {
  if (!isPicture(mediaType) || file.size > MOST_IMAGE_BYTES) return null;
  const made = await makeRenditions(await readAllSealed(file));
  if (!made) return null;
  const { width, height, preview, thumb } = made;
  for (const [part, bytes] of Object.entries({ preview, thumb })) {
    const name = `${file.name}-${part}`;
    await file.store.remove(name);
    await writeSealed({ ...file, name, part }, bytes);
  }
  return { width, height, previewSize: preview.length, thumbSize: thumb.length };
}
