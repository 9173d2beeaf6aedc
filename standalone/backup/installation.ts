import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARCHIVE_SETTINGS } from '#runtime/backup/wal.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { urlOf } from '#runtime/embedded/address.js';
import { isAlive, readPostmaster } from '#runtime/embedded/leftovers.js';
import { isInitialised, SUPERUSER } from '#runtime/embedded/postgres.js';
import { StartProblem } from '#runtime/embedded/problem.js';
import { loginUrls, startDatabase } from '../database.js';
import { DATABASE } from '../schema-up-to-date.js';
import { openDataDirectory, placesIn, readVersion } from '../data-directory.js';
import { loadKeys } from '../keys.js';

/** An installation whose database answers, whether the product runs or not. */
export interface Installation {
  readonly path: string;
  readonly postgres: string;
  readonly wal: string;
  /** Connection string of the database's owner. */
  readonly adminUrl: string;
  /** Connection string of the worker's login. */
  readonly workerUrl: string;
  readonly master: Buffer;
  readonly version: string;
  readonly demo: boolean;
}

/**
 * Runs `work` on the installation in a data directory: beside the running product, or with its database started for
 * the occasion. Throws a {@link StartProblem} when there is none, or when it is just being started or stopped.
 */
export async function withInstallation<T>(
  path: string,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const places = placesIn(path);
  if (!isInitialised(places.postgres)) throw noInstallation(path);
  const running = await runningInstallation(path);
  if (running) return work(running);
  const data = await openDataDirectory(path, 0);
  try {
    if (data.isNew) throw noInstallation(path);
    const keys = loadKeys(data.keys, false);
    const server = await startDatabase(data, keys, { settings: ARCHIVE_SETTINGS });
    try {
      return await work({
        ...describe(path),
        adminUrl: server.adminUrl(DATABASE),
        workerUrl: loginUrls(server, keys).kopexa_worker,
        master: keys.master,
      });
    } finally {
      await server.stop();
    }
  } finally {
    data.release();
  }
}

/** What the files of an installation say, without its database. */
export function describe(path: string): Pick<Installation, 'path' | 'postgres' | 'wal' | 'version' | 'demo'> {
  const { version, demo } = readVersion(path);
  const { postgres, wal } = placesIn(path);
  return { path, postgres, wal, version, demo };
}

async function runningInstallation(path: string): Promise<Installation | undefined> {
  const { postgres, keys: folder } = placesIn(path);
  const postmaster = readPostmaster(postgres);
  if (!postmaster?.ready || !isAlive(postmaster.pid) || !existsSync(join(path, 'lock'))) return undefined;
  const keys = loadKeys(folder, false);
  const url = (login: string, password: string): string =>
    urlOf({ directory: postgres, port: postmaster.port }, { name: login, password }, DATABASE);
  const adminUrl = url(SUPERUSER, keys.superuserPassword);
  const answers = await withClient(adminUrl, (client) => client.query('SELECT 1')).then(
    () => true,
    () => false,
  );
  if (!answers) return undefined;
  const logins = JSON.parse(readFileSync(join(folder, 'logins.json'), 'utf8')) as { kopexa_worker: string };
  return {
    ...describe(path),
    adminUrl,
    workerUrl: url('kopexa_worker', logins.kopexa_worker),
    master: keys.master,
  };
}

function noInstallation(path: string): StartProblem {
  return new StartProblem({
    de: `In ${path} liegt keine Kopexa-Installation: Nennen Sie mit --data ihren Ordner.`,
    en: `There is no Kopexa installation in ${path}: name its folder with --data.`,
  });
}
