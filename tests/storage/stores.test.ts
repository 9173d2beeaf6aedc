import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, EgressRefused } from '#runtime/egress/egress.js';
import { openBucket } from '#runtime/egress/s3.js';
import { s3Destinations } from '#runtime/egress/s3-destinations.js';
import { startS3Peer, type S3Peer } from '#tests/kit/s3-peer.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { ObjectMissing, StoreFailure, type FileStore } from '#runtime/storage/file-store.js';
import { s3Store } from '#runtime/storage/s3-store.js';

const PART = 1_000;
const newName = (): string => randomBytes(16).toString('hex');

async function* blocks(bytes: Buffer, size: number, failAfter = Infinity): AsyncGenerator<Buffer> {
  for (let at = 0, count = 0; at < bytes.length; at += size, count += 1) {
    if (count === failAfter) throw new Error('The blocks broke.');
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  if (failAfter * size === bytes.length) throw new Error('The blocks broke.');
}

async function readAll(store: FileStore, name: string, start: number, end: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.read(name, start, end)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const listed = async (store: FileStore): Promise<string[]> => {
  const names: string[] = [];
  for await (const { name } of store.list()) names.push(name);
  return names;
};

function configOf(peer: S3Peer, allowPrivate = true) {
  const { keyId, secret, region } = peer.credentials;
  const config = {
    kind: 's3',
    endpoint: peer.url,
    bucket: peer.bucket,
    keyId,
    secret,
    region,
    allowPrivate,
  } as const;
  const egress = createEgress({ destinations: s3Destinations(config), record: () => undefined });
  return { config, egress };
}

describe.each(['disk', 's3'] as const)('the file store on %s', (kind) => {
  let folder: string;
  let peer: S3Peer;
  let store: FileStore;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kopexa-store-'));
    peer = await startS3Peer(PART);
    const { config, egress } = configOf(peer);
    store = kind === 'disk' ? diskStore(join(folder, 'files')) : s3Store(openBucket(config, egress), PART);
  });
  afterAll(async () => {
    await store.close();
    await peer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('keeps what is appended, piece by piece, and hands out any range of it once it is finished', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
        fc.tuple(fc.nat(), fc.nat()),
        async (appends, [one, two]) => {
          const name = newName();
          const parts = appends.map((count) => randomBytes(count * 250));
          let offset = 0;
          for (const part of parts) {
            offset = await store.append(name, offset, blocks(part, 250));
            expect(await store.state(name)).toEqual({ bytes: offset, finished: false });
          }
          await store.finish(name);
          await store.finish(name);
          const whole = Buffer.concat(parts);
          expect(await store.state(name)).toEqual({ bytes: whole.length, finished: true });
          const [start, end] = [one % (whole.length + 1), two % (whole.length + 1)].sort((a, b) => a - b) as [
            number,
            number,
          ];
          expect((await readAll(store, name, start, end)).equals(whole.subarray(start, end))).toBe(true);
          await store.remove(name);
          expect(await store.state(name)).toBeNull();
        },
      ),
      { numRuns: kind === 'disk' ? 60 : 25 },
    );
  });

  test('keeps the blocks that came before a failure, and writes the last one again', async () => {
    const name = newName();
    const bytes = randomBytes(3_500);
    await expect(store.append(name, 0, blocks(bytes, 500, 5))).rejects.toThrow('The blocks broke.');
    expect(await store.state(name)).toEqual({ bytes: 2_500, finished: false });
    expect(await store.append(name, 2_000, blocks(bytes.subarray(2_000), 500))).toBe(3_500);
    await store.finish(name);
    expect((await readAll(store, name, 0, 3_500)).equals(bytes)).toBe(true);
    await store.remove(name);
  });

  test('refuses to leave a gap, to read what is not there or not finished, and names that are not its own', async () => {
    const name = newName();
    await expect(store.append(name, 500, blocks(randomBytes(500), 500))).rejects.toThrow(ObjectMissing);
    await store.append(name, 0, blocks(randomBytes(500), 500));
    await expect(store.append(name, 1_000, blocks(randomBytes(500), 500))).rejects.toThrow(ObjectMissing);
    await expect(readAll(store, name, 0, 500)).rejects.toThrow(ObjectMissing);
    await store.finish(name);
    await expect(readAll(store, name, 400, 501)).rejects.toThrow(ObjectMissing);
    await expect(readAll(store, newName(), 0, 1)).rejects.toThrow(ObjectMissing);
    for (const bad of ['../../etc/passwd', 'A'.repeat(32), '', 'a/b'])
      await expect((async () => store.state(bad))()).rejects.toThrow('Not the name');
    await store.remove(name);
    await store.remove(name);
  });

  test('lists everything, finished or not, and nothing that was removed', async () => {
    const names = Array.from({ length: 7 }, newName);
    for (const [index, name] of names.entries()) {
      await store.append(name, 0, blocks(randomBytes(index % 2 === 0 ? 250 : 2_500), 250));
      if (index < 3) await store.finish(name);
    }
    expect(new Set(await listed(store))).toEqual(new Set(names));
    for (const name of names) await store.remove(name);
    expect(await listed(store)).toEqual([]);
  });

  if (kind === 'disk')
    test('is for this user alone', async () => {
      const name = newName();
      await store.append(name, 0, blocks(randomBytes(10), 10));
      const shelf = join(folder, 'files', name.slice(0, 2));
      expect(statSync(shelf).mode & 0o777).toBe(0o700);
      for (const file of readdirSync(shelf)) expect(statSync(join(shelf, file)).mode & 0o777).toBe(0o600);
      await store.remove(name);
    });
});

describe('a bucket', () => {
  let peer: S3Peer;
  beforeAll(async () => {
    peer = await startS3Peer(PART);
  });
  afterEach(() => {
    peer.fault = () => null;
  });
  afterAll(() => peer.close());

  const open = (overrides: object = {}): FileStore => {
    const { config, egress } = configOf(peer);
    return s3Store(openBucket({ ...config, ...overrides }, egress), PART);
  };

  test('refuses a wrong secret and a wrong key: the peer checks signatures', async () => {
    for (const wrong of [{ secret: 'wrong' }, { keyId: 'wrong' }, { region: 'elsewhere' }]) {
      await expect(open(wrong).append(newName(), 0, blocks(randomBytes(10), 10))).rejects.toThrow(
        StoreFailure,
      );
    }
  });

  test('is called again after an error, a broken connection and an answer that was cut off', async () => {
    for (const fault of ['error', 'reset'] as const) {
      const store = open();
      const name = newName();
      const bytes = randomBytes(2_700);
      let left = 2;
      peer.fault = (method) => (method === 'PUT' && left-- > 0 ? fault : null);
      expect(await store.append(name, 0, blocks(bytes, 300))).toBe(2_700);
      await store.finish(name);
      expect((await readAll(store, name, 0, 2_700)).equals(bytes)).toBe(true);
      peer.fault = (method) => (method === 'GET' ? 'cut' : null);
      await expect(readAll(store, name, 0, 2_700)).rejects.toThrow(StoreFailure);
      peer.fault = () => null;
      await store.remove(name);
      await store.close();
    }
  });

  test('fails clearly when it stays away, and keeps what was acknowledged', async () => {
    const store = open();
    const name = newName();
    const bytes = randomBytes(2_400);
    await store.append(name, 0, blocks(bytes.subarray(0, 1_200), 300));
    peer.fault = (method) => (method === 'PUT' ? 'reset' : null);
    await expect(store.append(name, 1_200, blocks(bytes.subarray(1_200), 300))).rejects.toThrow(StoreFailure);
    peer.fault = () => null;
    expect(await store.state(name)).toEqual({ bytes: 1_200, finished: false });
    await store.append(name, 1_200, blocks(bytes.subarray(1_200), 300));
    await store.finish(name);
    expect((await readAll(store, name, 0, 2_400)).equals(bytes)).toBe(true);
  });

  test('finishes after a crash in the middle of finishing, and leaves no part behind', async () => {
    const store = open();
    const name = newName();
    const bytes = randomBytes(3_300);
    await store.append(name, 0, blocks(bytes, 300));
    let completed = 0;
    peer.fault = (method) => (method === 'POST' && completed++ < 5 ? 'reset' : null);
    await expect(store.finish(name)).rejects.toThrow(StoreFailure);
    peer.fault = () => null;
    await store.finish(name);
    expect((await readAll(store, name, 0, 3_300)).equals(bytes)).toBe(true);
    expect(peer.uploads.size).toBe(0);
    expect([...peer.objects.keys()].filter((key) => key.startsWith('rests/'))).toEqual([]);
  });

  test('is not reached at an address that nobody allowed', () => {
    const { config, egress } = configOf(peer, false);
    expect(() => openBucket(config, egress)).toThrow(EgressRefused);
  });
});
