import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file so that it has either its old or its new content, whenever the process is killed (mode 0600). */
export function replaceFile(path: string, content: string): void {
  writeFileSync(`${path}.new`, content, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
