import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TEMPLATE_DATABASE, type TestCluster } from './cluster-context.js';
import { bootstrapCluster } from '#runtime/db/bootstrap.js';
import { migrate } from '#runtime/db/migrate.js';
import { LOGINS, type Login } from '#runtime/db/roles.js';
import { copyCluster } from '#runtime/embedded/copy.js';
import { endLeftoverServer, isAlive } from '#runtime/embedded/leftovers.js';
import { initialisePostgres, isInitialised, startPostgres } from '#runtime/embedded/postgres.js';

/** A started cluster and the way to end it. */
export interface StartedTestCluster extends TestCluster {
  stop(): Promise<void>;
}

interface Secrets {
  readonly adminPassword: string;
  readonly passwords: Record<Login, string>;
}

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.data/test');
/** Durability is pointless in a throw-away cluster and costs most of the time. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'shared_buffers=64MB',
];

/**
 * Starts this run's cluster: a copy of a cached one with all roles and the migrated template database.
 *
 * The cache is keyed by the migrations and the code that applies them, so it renews itself. Every run has its
 * own copy below `.data/test/`, thus several may run at once; copies of killed runs are removed.
 */
export async function startTestCluster(): Promise<StartedTestCluster> {
  mkdirSync(FOLDER, { recursive: true });
  await removeDeadRuns();
  const cache = await preparedCluster();
  const run = join(FOLDER, `run-${process.pid}`);
  rmSync(run, { recursive: true, force: true });
  mkdirSync(run, { mode: 0o700 });
  copyCluster(placesIn(cache).directory, placesIn(run).directory);
  const secrets = JSON.parse(readFileSync(join(cache, 'secrets.json'), 'utf8')) as Secrets;
  const server = await startPostgres({
    ...placesIn(run),
    password: secrets.adminPassword,
    settings: SETTINGS,
  });
  return {
    host: '127.0.0.1',
    port: server.port,
    ...secrets,
    async stop() {
      await server.stop();
      rmSync(run, { recursive: true, force: true });
    },
  };
}

/** The cached cluster for the present migrations; made now when there is none. */
async function preparedCluster(): Promise<string> {
  const cache = join(FOLDER, `cache-${sourceHash()}`);
  if (existsSync(cache)) {
    utimesSync(cache, new Date(), new Date());
    return cache;
  }
  const fresh = join(FOLDER, `fresh-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const secrets: Secrets = { adminPassword: password(), passwords: passwordsForLogins() };
  writeFileSync(join(fresh, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
  const places = placesIn(fresh);
  await initialisePostgres({ directory: places.directory, password: secrets.adminPassword, sync: false });
  const server = await startPostgres({ ...places, password: secrets.adminPassword, settings: SETTINGS });
  try {
    const database = TEMPLATE_DATABASE;
    await bootstrapCluster({ adminUrl: server.adminUrl('postgres'), database, passwords: secrets.passwords });
    await migrate({ adminUrl: server.adminUrl(database) });
  } finally {
    await server.stop();
  }
  removeOldCaches();
  try {
    renameSync(fresh, cache);
  } catch (error) {
    // Another run was quicker; its cluster is as good.
    if (!isInitialised(placesIn(cache).directory)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  return cache;
}

function password(): string {
  return randomBytes(12).toString('hex');
}

function passwordsForLogins(): Record<Login, string> {
  return Object.fromEntries(LOGINS.map((login) => [login, password()])) as Record<Login, string>;
}

/** Removes caches of other states of the source that no run used for ten minutes (a run may be copying a newer one). */
function removeOldCaches(): void {
  for (const name of readdirSync(FOLDER)) {
    const path = join(FOLDER, name);
    // Another run may remove it at the same moment.
    const usedAtMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    const unused = name.startsWith('cache-') && Date.now() - usedAtMs > 600_000;
    if (unused) rmSync(path, { recursive: true, force: true });
  }
}

function placesIn(folder: string): { directory: string; logFile: string } {
  return { directory: join(folder, 'postgres'), logFile: join(folder, 'postgres.log') };
}

/** Hash over every file that decides what a migrated database looks like. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const file of sourcesOfSchema()) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function sourcesOfSchema(): string[] {
  const all = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
      : [];
  const migrations = [...all(join(ROOT, 'runtime')), ...all(join(ROOT, 'subgraphs'))].filter(
    (file) => dirname(file).endsWith('/migrations') || file.endsWith('.sql'),
  );
  const code = all(join(ROOT, 'runtime/db')).filter((file) => !file.includes('.test.'));
  const embedded = all(join(ROOT, 'runtime/embedded')).filter((file) => !file.includes('.test.'));
  return [
    ...new Set([
      ...migrations,
      ...code,
      ...embedded,
      ...all(join(ROOT, 'schema')).filter((f) => f.endsWith('.ts')),
    ]),
  ].sort();
}

/** Ends and removes what runs that were killed left behind. */
async function removeDeadRuns(): Promise<void> {
  for (const name of readdirSync(FOLDER)) {
    const pid = Number(/^(?:run|fresh)-(\d+)$/.exec(name)?.[1]);
    if (!pid || (pid !== process.pid && isAlive(pid))) continue;
    await endLeftoverServer(placesIn(join(FOLDER, name)).directory);
    rmSync(join(FOLDER, name), { recursive: true, force: true });
  }
}
