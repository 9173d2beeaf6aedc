import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders that hold nothing but generated files: what is not generated any more is removed. */
const OWNED = ['schema/subgraphs', 'schema/operations', 'web/src/gql', 'tools/gql'];

/**
 * Compares generated files with those on disk.
 *
 * @param {string} root the project's folder
 * @param {readonly { path: string, content: string }[]} files paths below `root`
 * @returns {{ changed: { path: string, content: string }[], gone: string[] }} `gone`: on disk, not generated
 */
export function differences(root, files) {
  const changed = files.filter(({ path, content }) => {
    const full = join(root, path);
    return !existsSync(full) || readFileSync(full, 'utf8') !== content;
  });
  const kept = new Set(files.map(({ path }) => path));
  const gone = OWNED.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !kept.has(path));
  return { changed, gone };
}

/**
 * Makes the disk agree.
 *
 * @param {string} root the project's folder
 * @param {ReturnType<typeof differences>} found as {@link differences} found it
 */
export function settle(root, { changed, gone }) {
  for (const { path, content } of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const path of gone) rmSync(join(root, path));
}
