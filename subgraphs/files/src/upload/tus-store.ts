import { DataStore, Upload } from '@tus/server';
import type { Readable } from 'node:stream';
import { notFound } from '#runtime/errors/catalogue.js';
import type { FileStore } from '#runtime/storage/file-store.js';
import { FRAME_BYTES, framesOf, SEALED_FRAME_BYTES } from '#runtime/storage/frames.js';
import { completeUpload, type CompleteTools } from './complete-upload.js';
import { cutFrames, type CutResult } from './cut-frames.js';
import type { RunningHashes } from './running-hashes.js';
import type { UploadRecord } from './upload.js';

/** What one tus request works with. */
export interface TusTools extends CompleteTools {
  readonly upload: UploadRecord;
  readonly store: FileStore;
  readonly hashes: RunningHashes;
  readonly cancel: () => Promise<void>;
}

/** Where the last frame of an upload begins: it is acknowledged only together with the file. */
const lastFrameAt = (size: number): number => (framesOf(size) - 1) * FRAME_BYTES;

/**
 * One upload as tus knows it. The offset is what is on the store, in whole frames; the last one counts once the file
 * exists, so that whatever goes wrong in between is tried again by sending it once more.
 */
export class TusStore extends DataStore {
  override extensions = ['termination', 'expiration'];

  constructor(private readonly tools: TusTools) {
    super();
  }

  override getExpiration(): number {
    const { createdAt, expiresAt } = this.tools.upload;
    return expiresAt.getTime() - createdAt.getTime();
  }

  override async getUpload(id: string): Promise<Upload> {
    const { upload } = this.tools;
    const offset = await this.offset();
    return new Upload({ id, size: upload.size, offset, creation_date: upload.createdAt.toISOString() });
  }

  override async write(source: Readable, _id: string, offset: number): Promise<number> {
    const { tools } = this;
    const { upload, store, hashes } = tools;
    const state = await store.state(upload.object);
    if (state?.finished) {
      source.resume();
      await completeUpload(tools, null);
      return upload.size;
    }
    const result: CutResult = { bytes: offset, beforeLast: null, complete: null };
    const file = { key: await tools.key(), size: upload.size, offset };
    const frames = cutFrames(source, file, hashes.take(upload.uploadId, offset), result);
    await store.append(upload.object, (offset / FRAME_BYTES) * SEALED_FRAME_BYTES, frames);
    if (result.beforeLast)
      hashes.keep(upload.uploadId, Math.min(result.bytes, lastFrameAt(upload.size)), result.beforeLast);
    if (result.bytes === upload.size) await completeUpload(tools, result.complete);
    return result.bytes;
  }

  override async remove(): Promise<void> {
    const { upload, store, hashes, cancel } = this.tools;
    if (upload.completedAt) throw notFound('File', upload.fileId);
    await cancel();
    hashes.forget(upload.uploadId);
    await store.remove(upload.object);
  }

  private async offset(): Promise<number> {
    const { upload, store } = this.tools;
    if (upload.completedAt) return upload.size;
    const state = await store.state(upload.object);
    if (state?.finished) return lastFrameAt(upload.size);
    const frames = Math.floor((state?.bytes ?? 0) / SEALED_FRAME_BYTES);
    return Math.min(frames * FRAME_BYTES, lastFrameAt(upload.size));
  }
}
