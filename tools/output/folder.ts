import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of an export. */
export interface WrittenFile {
  readonly file: string;
  readonly sha256: string;
}

/** Whether there is nothing in a folder, or no folder yet. */
export function isVacant(path: string): boolean {
  return !existsSync(path) || readdirSync(path).length === 0;
}

/** Writes a file below a folder, whole or not at all; only its owner may read it. */
export function writeInto(folder: string, file: string, content: string): WrittenFile {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.part`, content, { mode: 0o600 });
  renameSync(`${path}.part`, path);
  return { file, sha256: createHash('sha256').update(content).digest('hex') };
}

const SPELLED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A name for a file made from what people wrote: letters, digits and hyphens, whatever stood there. */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[äöüß]/g, (letter) => SPELLED[letter] ?? letter)
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60)
      .replace(/-$/, '') || 'unnamed'
  );
}
