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
 * Cuts a stream of plaintext that begins at `offset` into sealed frames. However the stream ends, with an error or
 * because `until` aborts: frames that are whole are handed on, the rest is dropped and has to be sent again.
 */
export async function* cutFrames(
  source: AsyncIterable<Uint8Array>,
  file: { readonly key: Buffer; readonly size: number; readonly offset: number },
  hash: Hash | null,
  result: CutResult,
  until: AbortSignal,
): AsyncGenerator<Buffer> {
  const cipher = frameCipher(file.key, 'content');
  const attempt = newAttempt();
  Object.assign(result, { bytes: file.offset, beforeLast: hash, complete: null });
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of endedQuietly(source, until)) {
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

/** A stream that breaks is one that ends: what came of it counts. */
async function* endedQuietly(
  source: AsyncIterable<Uint8Array>,
  until: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const stopped = new Promise<{ done: true; value: undefined }>((resolve) => {
    const stop = (): void => resolve({ done: true, value: undefined });
    if (until.aborted) stop();
    until.addEventListener('abort', stop, { once: true });
  });
  for (;;) {
    const next = await Promise.race([iterator.next().catch(() => stoppedResult), stopped]);
    if (next.done) return;
    yield next.value;
  }
}

const stoppedResult = { done: true, value: undefined } as const;
