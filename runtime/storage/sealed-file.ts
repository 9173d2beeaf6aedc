import type { FileStore } from './file-store.js';
import {
  FRAME_BYTES,
  FrameBroken,
  frameCipher,
  framesOf,
  newAttempt,
  SEALED_FRAME_BYTES,
  sealedSize,
} from './frames.js';

/** Where encrypted bytes lie and what opens them. */
export interface SealedFile {
  readonly store: FileStore;
  readonly name: string;
  /** The file's own key, 32 bytes. */
  readonly key: Buffer;
  /** `content`, or the name of a rendition: each has keys of its own. */
  readonly part: string;
  /** Bytes of plaintext. */
  readonly size: number;
}

/** Reads bytes `start` to `end` (exclusive) of the plaintext; fetches and opens only the frames that hold them. */
export async function* readSealed(file: SealedFile, start = 0, end = file.size): AsyncGenerator<Buffer> {
  if (start < 0 || end > file.size || start >= end) return;
  const cipher = frameCipher(file.key, file.part);
  const count = framesOf(file.size);
  const first = Math.floor(start / FRAME_BYTES);
  const until = Math.ceil(end / FRAME_BYTES);
  const upTo = until === count ? sealedSize(file.size) : until * SEALED_FRAME_BYTES;
  let number = first;
  for await (const sealed of cut(file.store.read(file.name, first * SEALED_FRAME_BYTES, upTo))) {
    const plain = cipher.open(number, number === count - 1, sealed);
    const at = number * FRAME_BYTES;
    yield plain.subarray(Math.max(0, start - at), Math.min(plain.length, end - at));
    number += 1;
  }
  if (number !== until) throw new FrameBroken(`Frame ${number} is missing.`);
}

/** The whole plaintext; for small files. */
export async function readAllSealed(file: SealedFile, end = file.size): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of readSealed(file, 0, end)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Writes a whole file at once and finishes it. */
export async function writeSealed(file: Omit<SealedFile, 'size'>, plaintext: Buffer): Promise<void> {
  const cipher = frameCipher(file.key, file.part);
  const attempt = newAttempt();
  const count = framesOf(plaintext.length);
  await file.store.append(
    file.name,
    0,
    (async function* () {
      for (let number = 0; number < count; number += 1) {
        const plain = plaintext.subarray(number * FRAME_BYTES, (number + 1) * FRAME_BYTES);
        yield await Promise.resolve(cipher.seal(number, number === count - 1, plain, attempt));
      }
    })(),
  );
  await file.store.finish(file.name);
}

/** Cuts a stream into full sealed frames; the rest, if any, is the last. */
async function* cut(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    held.push(chunk);
    length += chunk.length;
    if (length < SEALED_FRAME_BYTES) continue;
    const all = held.length === 1 ? chunk : Buffer.concat(held);
    let at = 0;
    for (; length - at >= SEALED_FRAME_BYTES; at += SEALED_FRAME_BYTES)
      yield all.subarray(at, at + SEALED_FRAME_BYTES);
    held = at < length ? [all.subarray(at)] : [];
    length -= at;
  }
  if (length > 0) yield Buffer.concat(held);
}
