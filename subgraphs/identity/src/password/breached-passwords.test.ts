import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBreachedPasswords } from './breached-passwords.js';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex').toUpperCase();
const KNOWN = Array.from({ length: 5_000 }, (_, index) => `known-password-${index}`);

describe.each([
  ['with counts', (hash: string, index: number) => `${hash}:${index * 7 + 1}`, '\n'],
  ['alone', (hash: string) => hash, '\n'],
  ['with the line ends of Windows', (hash: string, index: number) => `${hash}:${index}`, '\r\n'],
])('hashes of breached passwords, %s', (_what, lineOf, end) => {
  let folder = '';
  let file = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kopexa-breached-'));
    file = join(folder, 'hashes.txt');
    writeFileSync(file, KNOWN.map(sha1).sort().map(lineOf).join(end));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are all found, the first and the last too, and nothing else', async () => {
    const breached = createBreachedPasswords(file);
    for (const password of KNOWN.slice(0, 400))
      expect([password, await breached.has(password)]).toEqual([password, true]);
    const sorted = KNOWN.toSorted((one, other) => (sha1(one) < sha1(other) ? -1 : 1));
    for (const password of [sorted[0]!, sorted.at(-1)!]) expect(await breached.has(password)).toBe(true);
    for (let index = 0; index < 400; index += 1) expect(await breached.has(`unknown-${index}`)).toBe(false);
  });
});

describe('the list that the product brings along', () => {
  const breached = createBreachedPasswords(null);

  it('knows what is frequent in breaches, in any case, without a file', async () => {
    for (const password of ['password1', 'iloveyou1', '123456789987654321', 'PassWord1'])
      expect([password, await breached.has(password)]).toEqual([password, true]);
    expect(await breached.has('sieben Raben am Hafen')).toBe(false);
  });
});

describe('a file of something else', () => {
  it('is an error and never a silent no', async () => {
    await expect(createBreachedPasswords(import.meta.filename).has('sieben Raben')).rejects.toThrow(
      'sorted SHA-1',
    );
    await expect(createBreachedPasswords('/nowhere').has('sieben Raben')).rejects.toThrow('ENOENT');
  });
});
