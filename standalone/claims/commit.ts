import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The commit of a work tree, read from its `.git` without the program; where there is none, from `dist/commit`, which
 * the build leaves. Null when neither tells.
 */
export function commitOf(root: string): string | null {
  const git = gitDirectory(join(root, '.git'));
  return (git && headOf(git)) ?? plain(join(root, 'dist', 'commit'));
}

/** `.git` is a folder, or in a linked work tree a file that names one. */
function gitDirectory(path: string): string | null {
  if (!existsSync(path)) return null;
  if (statSync(path).isDirectory()) return path;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1];
  return named ? resolve(path, '..', named.trim()) : null;
}

function headOf(git: string): string | null {
  const head = readText(join(git, 'HEAD'));
  const name = /^ref: (refs\/\S+)$/.exec(head ?? '')?.[1];
  if (!name) return asCommit(head);
  const common = readText(join(git, 'commondir'));
  for (const folder of [git, ...(common ? [resolve(git, common)] : [])]) {
    const loose = plain(join(folder, name));
    if (loose) return loose;
    const packed = (readText(join(folder, 'packed-refs')) ?? '')
      .split('\n')
      .find((line) => line.endsWith(` ${name}`));
    if (packed) return asCommit(packed.split(' ')[0]);
  }
  return null;
}

const readText = (file: string): string | null =>
  existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
const plain = (file: string): string | null => asCommit(readText(file));
const asCommit = (text: string | null | undefined): string | null =>
  text && /^[0-9a-f]{40,64}$/.test(text) ? text : null;
