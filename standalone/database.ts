import { chownSync, statSync } from 'node:fs';
import { pendingMigrations } from '#runtime/db/migrate.js';
import { LOGINS, type Login } from '#runtime/db/roles.js';
import {
  initialisePostgres,
  startPostgres,
  type PostgresOptions,
  type RunningPostgres,
} from '#runtime/embedded/postgres.js';
import { newerData, type DataDirectory } from './data-directory.js';
import type { Keys } from './keys.js';
import { bringSchemaUpToDate, DATABASE } from './schema-up-to-date.js';
import { snapshotDatabase } from './snapshot.js';

/** How the embedded server is started, apart from where. */
export type ServerOptions = Pick<PostgresOptions, 'settings' | 'port' | 'tls'>;

/** Starts the embedded server of a data directory, creating its cluster the first time. */
export async function startDatabase(
  data: DataDirectory,
  keys: Keys,
  options: ServerOptions = {},
): Promise<RunningPostgres> {
  const place = { directory: data.postgres, password: keys.superuserPassword };
  if (data.isNew) await initialisePostgres(place);
  letServerInto(data);
  return startPostgres({ ...place, logFile: data.postgresLog, ...options });
}

/** The server hands its write-ahead log over as the user it runs as. */
function letServerInto(data: DataDirectory): void {
  const { uid, gid } = statSync(data.postgres);
  if (statSync(data.wal).uid !== uid) chownSync(data.wal, uid, gid);
}

/**
 * Brings roles and schema up to this version; returns the server to go on with.
 *
 * Data of an older version is copied to `snapshots/` while the server is stopped, then migrated, so the server may be
 * another one than before (`onRestart` learns of it at once). Data of a newer version is refused untouched with a
 * StartProblem.
 */
export async function bringUpToDate(
  data: DataDirectory,
  keys: Keys,
  server: RunningPostgres,
  onRestart: (server: RunningPostgres) => void,
  options: ServerOptions = {},
): Promise<{ server: RunningPostgres; snapshot: string | undefined }> {
  let current = server;
  let snapshot: string | undefined;
  if (!data.isNew) {
    const { pending, unknown } = await pendingMigrations(current.adminUrl(DATABASE));
    if (unknown.length > 0) throw newerData(data.path, data.version?.version ?? unknown.at(-1)!);
    if (pending.length > 0) {
      await current.stop();
      snapshot = snapshotDatabase(data, data.version?.version ?? 'unknown');
      current = await startDatabase(data, keys, options);
      onRestart(current);
    }
  }
  await bringSchemaUpToDate({ adminUrl: current.adminUrl, passwords: keys.loginPasswords });
  return { server: current, snapshot };
}

/** Connection strings of the product's logins. */
export function loginUrls(server: RunningPostgres, keys: Keys): Record<Login, string> {
  const url = (login: Login): string => {
    const own = new URL(server.adminUrl(DATABASE));
    own.username = login;
    own.password = keys.loginPasswords[login];
    return own.href;
  };
  return Object.fromEntries(LOGINS.map((login) => [login, url(login)])) as Record<Login, string>;
}
