import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { StartProblem } from '../embedded/problem.js';
import { pack, unpack, type Entry } from './archive.js';
import { decryptFrames, encryptFrames } from './frames.js';
import { damaged } from './problems.js';

/** One file of a backup, as the manifest lists it. */
export interface Part {
  readonly name: string;
  /** File name inside the backup's folder. */
  readonly file: string;
  /** Size of the encrypted file. */
  readonly bytes: number;
  /** SHA-256 of the encrypted file, hexadecimal. */
  readonly sha256: string;
  readonly entries: number;
  /** Size of what was packed, before compression. */
  readonly contentBytes: number;
}

/**
 * Packs, compresses and encrypts entries into `folder/NAME.part`, then reads it back from the disk and opens it.
 *
 * Throws when what is read is not what was written.
 */
export async function writePart(
  folder: string,
  name: string,
  key: Buffer,
  entries: Iterable<Entry>,
): Promise<Part> {
  const file = `${name}.part`;
  let count = 0;
  let contentBytes = 0;
  const packed = (_path: string, bytes: number): void => {
    count += 1;
    contentBytes += bytes;
  };
  const { bytes, sha256 } = await writeEncrypted(
    join(folder, file),
    name,
    key,
    Readable.from(pack(entries, packed), { objectMode: false }),
  );
  const part = { name, file, bytes, sha256, entries: count, contentBytes };
  await readPart(folder, part, key, undefined);
  return part;
}

/** Opens a part into `target`, or without one only to see that it opens. Throws the problem `damaged`. */
export async function readPart(
  folder: string,
  part: Part,
  key: Buffer,
  target: string | undefined,
): Promise<void> {
  const { hash, count } = await asDamaged(part.file, async () => {
    const sha = createHash('sha256');
    const content = opened(join(folder, part.file), part.name, key, (chunk) => sha.update(chunk));
    return { count: await unpack(content, target), hash: sha };
  });
  if (hash.digest('hex') !== part.sha256 || count !== part.entries) throw damaged(part.file);
}

/** Compares size and SHA-256 of a part with the manifest, without a key. Throws the problem `damaged`. */
export async function checkPart(folder: string, part: Part): Promise<void> {
  const sha = createHash('sha256');
  let bytes = 0;
  await asDamaged(part.file, async () => {
    for await (const chunk of createReadStream(join(folder, part.file)) as AsyncIterable<Buffer>) {
      sha.update(chunk);
      bytes += chunk.length;
    }
  });
  if (bytes !== part.bytes || sha.digest('hex') !== part.sha256) throw damaged(part.file);
}

/** Compresses and encrypts one stream into a new file, and flushes it to the disk. */
export async function writeEncrypted(
  path: string,
  name: string,
  key: Buffer,
  source: Readable,
): Promise<{ bytes: number; sha256: string }> {
  const sha = createHash('sha256');
  let bytes = 0;
  await pipeline(
    source,
    createGzip({ level: 1 }),
    (compressed: AsyncIterable<Buffer>) => encryptFrames(compressed, key, name),
    async function* (sealed: AsyncIterable<Buffer>) {
      for await (const chunk of sealed) {
        sha.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'w', mode: 0o600, flush: true }),
  );
  return { bytes, sha256: sha.digest('hex') };
}

/** Decrypts and decompresses one file that {@link writeEncrypted} made. Throws the problem `damaged`. */
export async function readEncrypted(path: string, name: string, key: Buffer, target: string): Promise<void> {
  await asDamaged(basename(path), () =>
    pipeline(opened(path, name, key), createWriteStream(target, { mode: 0o600, flush: true })),
  );
}

function opened(
  path: string,
  name: string,
  key: Buffer,
  seen: (chunk: Buffer) => void = () => undefined,
): Readable {
  const sealed = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      seen(chunk);
      yield chunk;
    }
  };
  const compressed = Readable.from(decryptFrames(sealed(), key, name), { objectMode: false });
  const plain = createGunzip();
  compressed.once('error', (error) => plain.destroy(error));
  return compressed.pipe(plain);
}

/** What the disk refuses is the disk's fault, a missing file and everything else the backup's. */
async function asDamaged<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof StartProblem || (syscall !== undefined && code !== 'ENOENT')) throw error;
    throw damaged(file, { cause: error });
  }
}
