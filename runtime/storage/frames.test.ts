import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileStore } from './file-store.js';
import { ObjectMissing } from './file-store.js';
import {
  FRAME_BYTES,
  FrameBroken,
  frameCipher,
  framesOf,
  newAttempt,
  SEALED_FRAME_BYTES,
  sealedSize,
} from './frames.js';
import { readAllSealed, readSealed, writeSealed } from './sealed-file.js';

/** A store in memory whose bytes the test may change. */
function memoryStore(): FileStore & { bytes: Buffer } {
  const store = {
    kind: 'disk' as const,
    bytes: Buffer.alloc(0),
    state: () => Promise.resolve(null),
    append: async (_name: string, offset: number, blocks: AsyncIterable<Buffer>) => {
      for await (const block of blocks) store.bytes = Buffer.concat([store.bytes, block]);
      return offset;
    },
    finish: () => Promise.resolve(),
    read: async function* (_name: string, start: number, end: number) {
      if (end > store.bytes.length) throw new ObjectMissing('cut off');
      // In uneven pieces, as a network hands them out.
      for (let at = start; at < end; at += 50_001)
        yield await Promise.resolve(store.bytes.subarray(at, Math.min(end, at + 50_001)));
    },
    remove: () => Promise.resolve(),
    list: async function* () {},
    close: () => Promise.resolve(),
  };
  return store;
}

async function sealed(plaintext: Buffer, key = randomBytes(32), part = 'content') {
  const store = memoryStore();
  await writeSealed({ store, name: 'x', key, part }, plaintext);
  return { store, name: 'x', key, part, size: plaintext.length };
}

const sizes = fc.oneof(
  fc.integer({ min: 1, max: 3 * FRAME_BYTES }),
  fc.constantFrom(1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES, 3 * FRAME_BYTES),
);

describe('frames', () => {
  test('give back any range of what was sealed', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, one, two) => {
        const plaintext = randomBytes(size);
        const file = await sealed(plaintext);
        expect(file.store.bytes.length).toBe(sealedSize(size));
        const [start, end] = [one % (size + 1), two % (size + 1)].sort((a, b) => a - b) as [number, number];
        const chunks: Buffer[] = [];
        for await (const chunk of readSealed(file, start, end)) chunks.push(chunk);
        expect(Buffer.concat(chunks).equals(plaintext.subarray(start, end))).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('do not open when any bit was changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.integer({ min: 0, max: 7 }), async (size, place, bit) => {
        const file = await sealed(randomBytes(size));
        file.store.bytes[place % file.store.bytes.length]! ^= 1 << bit;
        await expect(readAllSealed(file)).rejects.toThrow(FrameBroken);
      }),
      { numRuns: 60 },
    );
  });

  test('do not open when the file was cut, wherever', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, place) => {
        const file = await sealed(randomBytes(size));
        const cut = place % file.store.bytes.length;
        file.store.bytes = file.store.bytes.subarray(0, cut);
        await expect(readAllSealed(file)).rejects.toThrow();
        // Not even for somebody who believes that the file was shorter.
        const shorter = Math.floor(cut / SEALED_FRAME_BYTES) * FRAME_BYTES;
        if (shorter > 0) await expect(readAllSealed({ ...file, size: shorter })).rejects.toThrow(FrameBroken);
      }),
      { numRuns: 40 },
    );
  });

  test('do not open in another place, under another number, for another part or another file', async () => {
    const plaintext = randomBytes(3 * FRAME_BYTES);
    const file = await sealed(plaintext);
    const frame = (number: number): Buffer =>
      file.store.bytes.subarray(number * SEALED_FRAME_BYTES, (number + 1) * SEALED_FRAME_BYTES);
    const order = async (...numbers: number[]) => {
      const store = memoryStore();
      store.bytes = Buffer.concat(numbers.map(frame));
      return readAllSealed({ ...file, store });
    };
    expect((await order(0, 1, 2)).equals(plaintext)).toBe(true);
    for (const wrong of [
      [1, 0, 2],
      [0, 0, 2],
      [0, 2, 1],
      [2, 1, 0],
    ])
      await expect(order(...wrong)).rejects.toThrow(FrameBroken);
    await expect(readAllSealed({ ...file, part: 'preview' })).rejects.toThrow(FrameBroken);
    await expect(readAllSealed({ ...file, key: randomBytes(32) })).rejects.toThrow(FrameBroken);
    const other = await sealed(randomBytes(3 * FRAME_BYTES));
    const mixed = memoryStore();
    mixed.bytes = Buffer.concat([frame(0), other.store.bytes.subarray(SEALED_FRAME_BYTES)]);
    await expect(readAllSealed({ ...file, store: mixed })).rejects.toThrow(FrameBroken);
  });

  test('use no nonce twice under one key, however often a frame is sent again', () => {
    const cipher = frameCipher(randomBytes(32), 'content');
    const plain = Buffer.alloc(64);
    const again = Array.from({ length: 50 }, () =>
      cipher.seal(0, false, plain, newAttempt()).toString('hex'),
    );
    expect(new Set(again.map((sealedFrame) => sealedFrame.slice(32))).size).toBe(50);
  });

  test('know how many they are', () => {
    expect([0, 1, FRAME_BYTES, FRAME_BYTES + 1].map(framesOf)).toEqual([1, 1, 1, 2]);
  });
});
