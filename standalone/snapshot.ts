import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { copyCluster } from '#runtime/embedded/copy.js';
import { assertRoom, type DataDirectory } from './data-directory.js';

/** How many snapshots are kept; older ones are removed when a new one is complete. */
export const SNAPSHOTS_KEPT = 3;

/**
 * Copies the stopped database to `snapshots/TIME-VERSION/` and returns that folder.
 *
 * To go back: stop Kopexa, put the folder in the place of `postgres/`, start the version in its name. Throws a
 * StartProblem when there is no room for the copy.
 */
export function snapshotDatabase(data: DataDirectory, version: string, now = new Date()): string {
  assertRoom(data.snapshots, sizeOf(data.postgres) + 50_000_000);
  mkdirSync(data.snapshots, { recursive: true, mode: 0o700 });
  const time = now.toISOString().replace(/[:.]/g, '-');
  const target = join(data.snapshots, `${time}-${version}`);
  rmSync(`${target}.part`, { recursive: true, force: true });
  copyCluster(data.postgres, `${target}.part`);
  renameSync(`${target}.part`, target);
  const all = readdirSync(data.snapshots)
    .filter((name) => /^\d{4}-\d\d-\d\dT/.test(name))
    .sort();
  for (const old of all.slice(0, -SNAPSHOTS_KEPT))
    rmSync(join(data.snapshots, old), { recursive: true, force: true });
  return target;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
