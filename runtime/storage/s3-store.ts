import type { Bucket } from '../egress/s3.js';
import {
  assertObjectName,
  ObjectMissing,
  StoreFailure,
  type FileStore,
  type ObjectState,
  type StoredObject,
} from './file-store.js';
import { SEALED_FRAME_BYTES } from './frames.js';

/** Bytes of a part: whole frames, above the 5 MiB that S3 asks for, all alike as R2 asks for. */
const PART_BYTES = 128 * SEALED_FRAME_BYTES;

const OBJECTS = 'objects/';
const RESTS = 'rests/';

/**
 * Objects in a bucket. While one is written, full parts lie in a multipart upload and what follows them in an object
 * of its own (its *rest*), which the next append takes up again: the API has no other way to keep less than 5 MiB. The
 * last block always lies in the rest, so that it can be written again.
 */
export function s3Store(bucket: Bucket, partBytes = PART_BYTES): FileStore {
  const keyOf = (name: string): string => {
    assertObjectName(name);
    return OBJECTS + name;
  };
  return {
    kind: 's3',
    state: (name) => guarded(() => stateOf(bucket, keyOf(name), partBytes)),
    append: (name, offset, blocks) => append(bucket, keyOf(name), partBytes, offset, blocks),
    finish: (name) => guarded(() => finish(bucket, keyOf(name), partBytes)),
    read: (name, start, end) => read(bucket, keyOf(name), start, end),
    remove: (name) => guarded(() => remove(bucket, keyOf(name))),
    list: () => list(bucket),
    close: () => Promise.resolve(bucket.close()),
  };
}

/** What there is of an object under way. Its rest says how many parts count; parts behind it are written again. */
interface Unfinished {
  readonly uploadId: string | null;
  readonly parts: number;
  readonly restKey: string | null;
  readonly restBytes: number;
}

const restsOf = (key: string): string => `${RESTS}${key.slice(OBJECTS.length)}.`;
const restKeyOf = (key: string, parts: number): string => restsOf(key) + String(parts).padStart(5, '0');

async function unfinishedOf(bucket: Bucket, key: string): Promise<Unfinished> {
  let uploadId: string | null = null;
  for await (const each of bucket.begun(key)) if (each.key === key) uploadId = each.uploadId;
  let restKey: string | null = null;
  for await (const each of bucket.list(restsOf(key))) restKey = each.key;
  const restBytes = restKey === null ? 0 : ((await bucket.size(restKey)) ?? 0);
  const parts = restKey === null ? 0 : Number(restKey.slice(restsOf(key).length));
  return { uploadId, parts, restKey, restBytes };
}

async function stateOf(bucket: Bucket, key: string, partBytes: number): Promise<ObjectState | null> {
  const finished = await bucket.size(key);
  if (finished !== null) return { bytes: finished, finished: true };
  const { restKey, parts, restBytes } = await unfinishedOf(bucket, key);
  return restKey === null ? null : { bytes: parts * partBytes + restBytes, finished: false };
}

async function append(
  bucket: Bucket,
  key: string,
  partBytes: number,
  offset: number,
  blocks: AsyncIterable<Buffer>,
): Promise<number> {
  const before = await guarded(() => unfinishedOf(bucket, key));
  const inRest = offset - before.parts * partBytes;
  if (inRest < 0 || inRest > before.restBytes)
    throw new ObjectMissing('Less is there than was acknowledged.');
  const writer = new PartWriter(bucket, key, partBytes, before.uploadId, before.parts);
  const { restKey } = before;
  if (inRest > 0 && restKey) await guarded(async () => writer.take(await whole(bucket, restKey, inRest)));
  try {
    for await (const block of blocks) await guarded(() => writer.take(block));
  } finally {
    await guarded(() => writer.keepRest(restKey));
  }
  return writer.bytes;
}

/** Collects blocks and uploads full parts, holding back at least the last block. */
class PartWriter {
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(
    private readonly bucket: Bucket,
    private readonly key: string,
    private readonly partBytes: number,
    private uploadId: string | null,
    private partCount: number,
  ) {}

  get bytes(): number {
    return this.partCount * this.partBytes + this.heldBytes;
  }

  async take(block: Buffer): Promise<void> {
    this.held.push(block);
    this.heldBytes += block.length;
    while (this.heldBytes - block.length >= this.partBytes) await this.uploadPart();
  }

  private async uploadPart(): Promise<void> {
    const all = Buffer.concat(this.held);
    this.uploadId ??= await this.bucket.begin(this.key);
    await this.bucket.uploadPart(
      this.key,
      this.uploadId,
      this.partCount + 1,
      all.subarray(0, this.partBytes),
    );
    this.partCount += 1;
    const rest = all.subarray(this.partBytes);
    this.held = [rest];
    this.heldBytes = rest.length;
  }

  /** The new rest first, then away with the one before it: a crash in between leaves both, and the later one counts. */
  async keepRest(previous: string | null): Promise<void> {
    const restKey = restKeyOf(this.key, this.partCount);
    if (this.heldBytes > 0) await this.bucket.put(restKey, Buffer.concat(this.held));
    if (previous !== null && previous !== restKey) await this.bucket.remove(previous);
  }
}

async function finish(bucket: Bucket, key: string, partBytes: number): Promise<void> {
  if ((await bucket.size(key)) === null) {
    const { uploadId, parts, restKey, restBytes } = await unfinishedOf(bucket, key);
    if (restKey === null) throw new ObjectMissing('There is nothing to finish.');
    const rest = await whole(bucket, restKey, restBytes);
    if (parts === 0 || uploadId === null) await bucket.put(key, rest);
    else await completeParts(bucket, key, uploadId, partBytes, parts, rest);
  }
  await removeUnfinished(bucket, key);
}

async function completeParts(
  bucket: Bucket,
  key: string,
  uploadId: string,
  partBytes: number,
  before: number,
  rest: Buffer,
): Promise<void> {
  let number = before;
  for (let at = 0; at < rest.length; at += partBytes)
    await bucket.uploadPart(key, uploadId, (number += 1), rest.subarray(at, at + partBytes));
  const parts = (await bucket.parts(key, uploadId)).filter((part) => part.number <= number);
  if (parts.length !== number) throw new ObjectMissing('A part of an object is missing.');
  await bucket.complete(key, uploadId, parts);
}

async function whole(bucket: Bucket, key: string, bytes: number): Promise<Buffer> {
  const body = await bucket.get(key, 0, bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  const all = Buffer.concat(chunks);
  if (all.length !== bytes) throw new ObjectMissing('An object is shorter than it was.');
  return all;
}

async function* read(bucket: Bucket, key: string, start: number, end: number): AsyncGenerator<Buffer> {
  if (end <= start) return;
  let at = start;
  try {
    const body = await bucket.get(key, start, end);
    for await (const chunk of body ?? []) {
      at += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw failureOf(error);
  }
  if (at !== end) throw new ObjectMissing('An object is not there, or shorter than it was.');
}

async function remove(bucket: Bucket, key: string): Promise<void> {
  await bucket.remove(key);
  await removeUnfinished(bucket, key);
}

async function removeUnfinished(bucket: Bucket, key: string): Promise<void> {
  for await (const upload of bucket.begun(key))
    if (upload.key === key) await bucket.abort(key, upload.uploadId);
  for await (const rest of bucket.list(restsOf(key))) await bucket.remove(rest.key);
}

async function* list(bucket: Bucket): AsyncGenerator<StoredObject> {
  try {
    for await (const { key, changedAt } of bucket.list(OBJECTS))
      yield { name: key.slice(OBJECTS.length), changedAt };
    for await (const { key, changedAt } of bucket.begun(OBJECTS))
      yield { name: key.slice(OBJECTS.length), changedAt };
    for await (const { key, changedAt } of bucket.list(RESTS))
      yield { name: key.slice(RESTS.length).replace(/\.\d+$/, ''), changedAt };
  } catch (error) {
    throw failureOf(error);
  }
}

function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const { name } = error as Error;
  return new StoreFailure(`The object store failed: ${name}.`, { cause: error });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}
