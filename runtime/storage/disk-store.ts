import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  assertObjectName,
  ObjectMissing,
  StoreFailure,
  type FileStore,
  type ObjectState,
  type StoredObject,
} from './file-store.js';

/** What is not finished carries this behind its name. */
const UNFINISHED = '.part';

/** Bytes after which written blocks are forced to the disk. */
const SYNC_EVERY = 16 * 1024 * 1024;

/**
 * Objects as files in a folder: for this user alone (0600), on the disk before they count (fsync), whole or not there
 * (an unfinished one has another name).
 */
export function diskStore(folder: string): FileStore {
  const pathOf = (name: string): string => {
    assertObjectName(name);
    return join(folder, name.slice(0, 2), name);
  };
  return {
    kind: 'disk',
    state: (name) => guarded(() => stateOf(pathOf(name))),
    append: (name, offset, blocks) => appendTo(pathOf(name) + UNFINISHED, offset, blocks),
    finish: (name) => guarded(() => finish(pathOf(name))),
    read: (name, start, end) => read(pathOf(name), start, end),
    remove: (name) =>
      guarded(async () => {
        for (const path of [pathOf(name), pathOf(name) + UNFINISHED]) await rm(path, { force: true });
      }),
    list: () => list(folder),
    close: () => Promise.resolve(),
  };
}

async function stateOf(path: string): Promise<ObjectState | null> {
  const finished = await sizeOf(path);
  if (finished !== null) return { bytes: finished, finished: true };
  const bytes = await sizeOf(path + UNFINISHED);
  return bytes === null ? null : { bytes, finished: false };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function appendTo(path: string, offset: number, blocks: AsyncIterable<Buffer>): Promise<number> {
  const file = await guarded(() => openForWriting(path, offset));
  let at = offset;
  let synced = offset;
  try {
    for await (const block of blocks) {
      await guarded(() => writeAll(file, block, at));
      at += block.length;
      if (at - synced >= SYNC_EVERY) {
        await guarded(() => file.datasync());
        synced = at;
      }
    }
  } finally {
    // Whatever ended the blocks: those that came count, and only once they are on the disk.
    await guarded(() => file.datasync()).finally(() => file.close());
  }
  return at;
}

async function openForWriting(path: string, offset: number): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = (await sizeOf(path)) === null;
  if (fresh && offset > 0) throw new ObjectMissing('There is nothing to append to.');
  const file = await open(path, fresh ? 'wx' : 'r+', 0o600);
  try {
    const { size } = await file.stat();
    if (size < offset) throw new ObjectMissing('Less is there than was acknowledged.');
    if (size > offset) await file.truncate(offset);
    if (fresh) await syncFolder(dirname(path));
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function writeAll(file: FileHandle, block: Buffer, position: number): Promise<void> {
  for (let done = 0; done < block.length;) {
    const { bytesWritten } = await file.write(block, done, block.length - done, position + done);
    done += bytesWritten;
  }
}

async function finish(path: string): Promise<void> {
  if ((await sizeOf(path)) !== null) return;
  const file = await open(path + UNFINISHED, 'r+');
  await file.sync().finally(() => file.close());
  await rename(path + UNFINISHED, path);
  await syncFolder(dirname(path));
}

async function* read(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  if (end <= start) return;
  let at = start;
  try {
    for await (const chunk of createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 })) {
      at += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  } catch (error) {
    throw failureOf(error);
  }
  if (at !== end) throw new ObjectMissing('An object is shorter than it was.');
}

async function* list(folder: string): AsyncGenerator<StoredObject> {
  for (const shelf of await entries(folder)) {
    for (const entry of await entries(join(folder, shelf))) {
      const name = entry.endsWith(UNFINISHED) ? entry.slice(0, -UNFINISHED.length) : entry;
      const found = await stat(join(folder, shelf, entry)).catch(() => null);
      if (found?.isFile()) yield { name, changedAt: found.mtime };
    }
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw failureOf(error);
  }
}

/** A new or renamed file survives a power cut only once its folder is on the disk, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  if (codeOf(error) === 'ENOENT') return new ObjectMissing('An object is not there.', { cause: error });
  return new StoreFailure(`The folder of files failed: ${codeOf(error) ?? 'unknown'}.`, { cause: error });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}
