import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARCHIVE_SETTINGS } from '#runtime/backup/wal.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { bootstrapCluster, withClient } from '#runtime/db/bootstrap.js';
import { loadMigrations, migrate } from '#runtime/db/migrate.js';
import { startPostgres } from '#runtime/embedded/postgres.js';
import { installJobs } from '#runtime/jobs/jobs.js';
import { describe as filesOf, type Installation } from '#standalone/backup/installation.js';
import { openDataDirectory, placesIn, type DataDirectory } from '#standalone/data-directory.js';
import { loginUrls, startDatabase } from '#standalone/database.js';
import { DATABASE } from '#standalone/schema-up-to-date.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { seedFiles } from '#standalone/demo/files/seed-files.js';
import { seedDemo } from '#standalone/demo/seed.js';
import { loadKeys } from '#standalone/keys.js';
import { ROOT } from '#tests/kit/product.js';
import { fillWithRelease, type Release } from './releases.js';

const THIS_VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string })
  .version;

/** An installation whose database runs, without the product in front of it. */
export interface TestInstallation extends Installation {
  /** Folder with a copy of the master key and nothing else, as an operator keeps it. */
  readonly keptKeys: string;
  stop(): Promise<void>;
}

/** Sets up an installation in `folder/data` and `fill`s it: of this version, or of a released one. */
export async function install(
  folder: string,
  fill: (adminUrl: string, data: DataDirectory, master: Buffer) => Promise<void>,
  release?: Release,
): Promise<TestInstallation> {
  const path = join(folder, 'data');
  const data = await openDataDirectory(path, 0);
  if (release) writeFileSync(join(data.keys, 'master.key'), `${release.masterKey}\n`, { mode: 0o600 });
  const names = release?.migrations;
  const keys = loadKeys(data.keys, true);
  const server = await startDatabase(data, keys, { settings: [...ARCHIVE_SETTINGS, 'fsync=off'] });
  const adminUrl = server.adminUrl(DATABASE);
  const passwords = keys.loginPasswords;
  await bootstrapCluster({ adminUrl: server.adminUrl('postgres'), database: DATABASE, passwords });
  const all = await loadMigrations();
  const unknown = names?.filter((name) => !all.some((each) => each.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`Migrations of a release are gone: ${unknown.join(', ')}`);
  await migrate({ adminUrl, migrations: all.filter(({ name }) => names?.includes(name) ?? true) });
  await installJobs(adminUrl);
  await fill(adminUrl, data, keys.master);
  data.recordVersion({ version: release?.version ?? THIS_VERSION, demo: true });
  const keptKeys = join(folder, 'kept-keys');
  mkdirSync(keptKeys);
  copyFileSync(join(data.keys, 'master.key'), join(keptKeys, 'master.key'));
  const urls = { adminUrl, workerUrl: loginUrls(server, keys).kopexa_worker, master: keys.master };
  return {
    ...filesOf(path),
    ...urls,
    keptKeys,
    async stop() {
      await server.stop();
      data.release();
    },
  };
}

/** The demo's people and documents, as `npm start` seeds them. */
export async function fillWithDemo(adminUrl: string, data: DataDirectory, master: Buffer): Promise<void> {
  const keyring = createKeyring(master);
  await seedDemo({ adminUrl, keyring, dataDirectory: data.path });
  await seedFiles({ adminUrl, keyring, store: diskStore(join(data.path, 'files')) });
}

/** Sets up a data directory as a released version left it. */
export function installRelease(folder: string, release: Release): Promise<TestInstallation> {
  return install(folder, (adminUrl) => fillWithRelease(adminUrl, release), release);
}

/** Puts a text into the drafts of all documents, past every rule. */
export async function overwriteDrafts(adminUrl: string, text: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query('UPDATE content.document_version SET plain = $1 WHERE NOT is_published', [text]);
  });
}

/** The distinct texts of all drafts in a restored data directory, and whatever else `work` asks. */
export async function askRestored<T>(path: string, work: (adminUrl: string) => Promise<T>): Promise<T> {
  const { postgres } = placesIn(path);
  const { superuserPassword: password } = loadKeys(join(path, 'keys'), false);
  const server = await startPostgres({
    directory: postgres,
    logFile: join(path, 'postgres.log'),
    password,
    settings: ['fsync=off'],
  });
  try {
    return await work(server.adminUrl(DATABASE));
  } finally {
    await server.stop();
  }
}

/** The distinct texts of all drafts. */
export async function draftTexts(adminUrl: string): Promise<string[]> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ plain: string }>(
      'SELECT DISTINCT plain FROM content.document_version WHERE NOT is_published ORDER BY 1',
    );
    return rows.map(({ plain }) => plain);
  });
}
