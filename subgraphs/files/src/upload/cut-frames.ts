import type { Hash } from 'node:crypto';
import { FRAME_BYTES, frameCipher, newAttempt } from '#runtime/storage/frames.js';

/** What came of a stream of plaintext. */
export interface CutResult {
  /** Plaintext bytes in whole frames, from the beginning of the file. */
  bytes: number;
  /** The hash over all whole frames but the last one of the file; null when it is not known. */
  beforeLast: Hash | null;
  /** The hash over the whole file, once its last frame came. */
  complete: Hash | null;
}

/**
 * Cuts a stream of plaintext that begins at `offset` into sealed frames. Frames that are whole are handed on as they
 * come; what is left when the stream ends is dropped and has to be sent again.
 */
export async function* cutFrames(
  source: AsyncIterable<Uint8Array>,
  file: { readonly key: Buffer; readonly size: number; readonly offset: number },
  hash: Hash | null,
  result: CutResult,
): AsyncGenerator<Buffer> {
  const cipher = frameCipher(file.key, 'content');
  const attempt = newAttempt();
  Object.assign(result, { bytes: file.offset, beforeLast: hash, complete: null });
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    for (;;) {
      const length = Math.min(FRAME_BYTES, file.size - result.bytes);
      if (length === 0 || held.length < length) break;
      const plain = held.subarray(0, length);
      held = held.subarray(length);
      const last = result.bytes + length === file.size;
      yield cipher.seal(result.bytes / FRAME_BYTES, last, plain, attempt);
      if (last) result.complete = hash?.copy().update(plain) ?? null;
      else hash?.update(plain);
      result.bytes += length;
    }
  }
}
