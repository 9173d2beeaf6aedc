import { spawnSync, type SpawnOptions } from 'node:child_process';
import { chmodSync, chownSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartProblem } from './problem.js';

/**
 * How PostgreSQL, which refuses to run as root, is run.
 *
 * - `self`: as the caller, who is not root.
 * - `namespace`: by root, inside a user namespace in which root is `nobody`. Files stay root's, so it works
 *   below folders that nobody else may enter, and no user is created.
 * - `user`: by root, as another user that owns the data directory.
 */
export type RunAs =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number };

/** `nobody`: present on every Linux, which initdb needs (it looks its own user's name up). */
const NOBODY = 65534;

const NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

/**
 * Decides how PostgreSQL is run on `directory`; an existing one keeps the user that owns it.
 *
 * Side effect in the last resort only: the folder around a new one may be passed through by everybody (0711).
 * Throws a {@link StartProblem} when root has neither user namespaces nor another user who can reach the folder.
 */
export function chooseRunAs(directory: string, postgres: string): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const owner = statSync(join(directory, 'PG_VERSION'), { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { kind: 'user', uid: owner.uid, gid: owner.gid };
  if (spawnSync('unshare', [...NAMESPACE, postgres, '-V'], { stdio: 'ignore' }).status === 0) {
    return { kind: 'namespace' };
  }
  const user = { kind: 'user', uid: NOBODY, gid: NOBODY } as const;
  // That user has to pass through the folder around the data directory; what lies beside stays closed.
  if (!owner) chmodSync(dirname(directory), 0o711);
  if (owner || !canReach(user, directory, postgres)) throw unreachable(directory);
  return user;
}

/** Gives `path` to the user PostgreSQL will run as; nothing to do where that is the caller. */
export function handOver(runAs: RunAs, path: string): void {
  if (runAs.kind === 'user') chownSync(path, runAs.uid, runAs.gid);
}

/** The command that runs `file` with `args` in the chosen way, ready for `child_process.spawn`. */
export function commandFor(
  runAs: RunAs,
  file: string,
  args: readonly string[],
): { file: string; args: string[]; options: SpawnOptions } {
  // A bare environment: PGPORT and its like in the caller's shell must not steer the embedded server.
  const options: SpawnOptions = {
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  };
  if (runAs.kind === 'namespace') return { file: 'unshare', args: [...NAMESPACE, file, ...args], options };
  if (runAs.kind === 'user') Object.assign(options, { uid: runAs.uid, gid: runAs.gid });
  return { file, args: [...args], options };
}

function canReach(user: { uid: number; gid: number }, directory: string, postgres: string): boolean {
  const parent = join(directory, '..');
  const probe = spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -x "$1"', postgres, parent], {
    uid: user.uid,
    gid: user.gid,
    stdio: 'ignore',
  });
  return probe.status === 0;
}

function unreachable(directory: string): StartProblem {
  return new StartProblem({
    de: `PostgreSQL läuft nicht als root, und ein anderer Benutzer kommt nicht an ${directory}: Starten Sie Kopexa als gewöhnlicher Benutzer oder legen Sie das Projekt in einen Ordner, den alle betreten dürfen.`,
    en: `PostgreSQL does not run as root and no other user can reach ${directory}: start Kopexa as an ordinary user, or put the project in a folder that everybody may enter.`,
  });
}
