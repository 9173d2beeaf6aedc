import { mkdir, open, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';

/** Something to be packed: a file on disk, a folder, or text that exists only in the archive. */
export type Entry =
  | { readonly kind: 'file'; readonly path: string; readonly from: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'text'; readonly path: string; readonly text: string };

interface Header {
  readonly path: string;
  readonly folder: boolean;
  readonly bytes: number;
}

const LENGTH_BYTES = 4;
const HEADER_LIMIT = 65_536;

/**
 * The bytes of an archive: for each entry `length(4) ‖ header (JSON) ‖ content`, and a length of 0 at the end.
 *
 * Files may change while they are read (a running database): each is packed with the size it had when it was
 * opened, filled up with zeros if it shrank; one that is gone by then is left out. `packed` learns of each entry.
 */
export async function* pack(
  entries: Iterable<Entry>,
  packed: (path: string, bytes: number) => void,
): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    if (entry.kind === 'file') {
      const file = await openIfThere(entry.from);
      if (file) yield* packFile(entry.path, file, packed);
      continue;
    }
    const content = Buffer.from(entry.kind === 'text' ? entry.text : '');
    packed(entry.path, content.length);
    yield headerOf({ path: entry.path, folder: entry.kind === 'folder', bytes: content.length });
    yield content;
  }
  yield Buffer.alloc(LENGTH_BYTES);
}

async function* packFile(
  path: string,
  file: FileHandle,
  packed: (path: string, bytes: number) => void,
): AsyncGenerator<Buffer> {
  try {
    const { size } = await file.stat();
    packed(path, size);
    yield headerOf({ path, folder: false, bytes: size });
    let left = size;
    if (size > 0) {
      for await (const chunk of file.createReadStream({ start: 0, end: size - 1, autoClose: false })) {
        left -= (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    }
    for (; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536));
  } finally {
    await file.close();
  }
}

/** Unpacks an archive below `folder`; without one it only reads. Returns how many entries there were. */
export async function unpack(source: AsyncIterable<Buffer>, folder: string | undefined): Promise<number> {
  const input = new ByteReader(source);
  for (let count = 0; ; count += 1) {
    const length = (await input.read(LENGTH_BYTES)).readUInt32BE(0);
    if (length === 0) {
      await input.assertEnd();
      return count;
    }
    if (length > HEADER_LIMIT) throw new Error('An archive has a header of impossible length.');
    const header = JSON.parse((await input.read(length)).toString()) as Header;
    const target = folder === undefined ? undefined : placeBelow(folder, header.path);
    if (target && header.folder) await mkdir(target, { recursive: true, mode: 0o700 });
    await copy(input, header.bytes, header.folder ? undefined : target);
  }
}

async function copy(input: ByteReader, bytes: number, target: string | undefined): Promise<void> {
  if (target === undefined) return input.skip(bytes);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await writeFile(target, input.take(bytes), { mode: 0o600 });
}

function placeBelow(folder: string, path: string): string {
  const place = resolve(folder, path);
  if (relative(folder, place).startsWith('..')) throw new Error('An archive names a path outside of it.');
  return place;
}

function headerOf(header: Header): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length, 0);
  return Buffer.concat([length, json]);
}

/** Opens a file for reading; undefined when it is gone. */
export async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Reads exact amounts from a stream of chunks. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async read(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const chunk of this.take(bytes)) parts.push(chunk);
    return Buffer.concat(parts);
  }

  async *take(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0;) {
      if (this.#rest.length === 0 && !(await this.#fill())) throw new Error('An archive ends too early.');
      const chunk = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }

  async skip(bytes: number): Promise<void> {
    const chunks = this.take(bytes);
    while (!(await chunks.next()).done);
  }

  async assertEnd(): Promise<void> {
    if (this.#rest.length > 0 || (await this.#fill())) throw new Error('An archive goes on after its end.');
  }

  async #fill(): Promise<boolean> {
    for (;;) {
      const { value, done } = await this.#chunks.next();
      if (done) return false;
      this.#rest = value;
      if (value.length > 0) return true;
    }
  }
}
