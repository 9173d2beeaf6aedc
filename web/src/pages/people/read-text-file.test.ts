import { describe, expect, it } from 'vitest';
import { readTextFile } from './read-text-file.ts';

describe('a file with a list', () => {
  it('is read in the encoding in which it was saved', async () => {
    const text = 'müller@x.de;Räume\n';
    expect(await readTextFile(new Blob([new TextEncoder().encode(text)]))).toBe(text);
    const windows = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(await readTextFile(new Blob([windows]))).toBe(text);
    expect(await readTextFile(new Blob([Uint8Array.of(0x80, 0x31)]))).toBe('€1');
    expect(await readTextFile(new Blob([Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)]))).toBe('a');
  });
});
