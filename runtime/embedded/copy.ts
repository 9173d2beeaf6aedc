import { chmodSync, chownSync, constants, cpSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies the data directory of a stopped server, with the owner of its files.
 *
 * Shares the blocks where the file system can (reflink), which makes it instant.
 */
export function copyCluster(from: string, to: string): void {
  cpSync(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE, preserveTimestamps: true });
  // PostgreSQL refuses a data directory that others may enter; cpSync does not keep the mode of folders.
  chmodSync(to, 0o700);
  const { uid, gid } = lstatSync(from);
  if (uid === lstatSync(to).uid) return;
  chownSync(to, uid, gid);
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
}
