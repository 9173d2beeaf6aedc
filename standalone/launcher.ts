import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoPeople } from '#gateway/http/demo-people.js';
import { ARCHIVE_SETTINGS } from '#runtime/backup/wal.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { StartProblem, type Sentence } from '#runtime/embedded/problem.js';
import type { RunningPostgres } from '#runtime/embedded/postgres.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import { backupsOf } from './backup/command.js';
import { describe } from './backup/installation.js';
import { backupJobs } from './backup/jobs.js';
import { readStandaloneConfig, type StandaloneConfig } from './config.js';
import { bringUpToDate, loginUrls, startDatabase, type ServerOptions } from './database.js';
import { DATABASE } from './schema-up-to-date.js';
import { openDataDirectory, type DataDirectory } from './data-directory.js';
import { createFirstRunLink } from './first-run.js';
import { loadKeys, type Keys } from './keys.js';
import { DATABASE_ENDED, DATABASE_RESTARTS, emptyTooLate, ready, snapshotTaken } from './sentences.js';

/** What the command line asked for; `standalone/options.mjs` parses it. */
export interface StartOptions {
  readonly root: string;
  readonly port: number;
  readonly dataDirectory: string;
  /** No demo: a new installation begins with a one-time link. */
  readonly empty: boolean;
}

/** Where progress is shown; `standalone/phases.mjs` makes it. */
export interface Terminal {
  phase<T>(name: 'database' | 'migrating' | 'seeding' | 'serving', work: () => Promise<T>): Promise<T>;
  say(sentence: Sentence): void;
}

/** What a topology serves the product from. */
export interface Ground {
  readonly options: StartOptions;
  readonly config: StandaloneConfig;
  readonly data: DataDirectory;
  readonly keys: Keys;
  /** The running server; another one after it was started again. */
  database(): RunningPostgres;
  /** Present when the installation holds demo data. */
  readonly demoPeople: DemoPeople | undefined;
  /** Jobs that work on the database's own files: they belong to the process that runs it. */
  readonly jobs: readonly ScheduledJob[];
  readonly terminal: Terminal;
}

/** How the parts of the product are spread over processes. */
export interface Topology {
  /** Where browsers reach it. */
  originAt(port: number): string;
  /** Made before the database starts; what its server is started with. */
  prepare(data: DataDirectory): Promise<ServerOptions>;
  serve(ground: Ground): Promise<{ readonly url: string; close(): Promise<void> }>;
  /** Whether the database is started again when it ends; otherwise the product ends with it. */
  readonly outlivesDatabase: boolean;
}

interface Opened {
  data?: DataDirectory;
  database?: RunningPostgres;
  server?: ServerOptions;
  /** What listens, oldest first. */
  readonly running: { close(): Promise<void> }[];
  stopping?: boolean;
}

/**
 * Runs the whole product on its embedded database until `stop` resolves; then ends it in order, newest part first.
 *
 * Resolves with the exit code: 0 after an asked stop, 1 when the database ended for good. Throws a
 * {@link StartProblem} for what a person can remedy. Side effects: everything below the data directory.
 */
export async function launch(
  topology: Topology,
  options: StartOptions,
  terminal: Terminal,
  stop: Promise<string>,
): Promise<number> {
  const opened: Opened = { running: [] };
  void stop.then(() => (opened.stopping = true));
  try {
    // An early stop waits for the running phase: half a migration or a half-started server is worse than a second.
    const keys = await start(topology, options, terminal, opened);
    return opened.stopping ? 0 : await serving(topology, terminal, opened, keys, stop);
  } finally {
    await close(opened);
  }
}

async function start(
  topology: Topology,
  options: StartOptions,
  terminal: Terminal,
  opened: Opened,
): Promise<Keys> {
  const config = readStandaloneConfig();
  const data = (opened.data = await openDataDirectory(options.dataDirectory, options.port));
  assertEmptyFits(options, data);
  const keys = loadKeys(data.keys, data.isNew);
  const settings = config.backup.daily ? ARCHIVE_SETTINGS : [];
  opened.database = await terminal.phase('database', async () => {
    opened.server = { settings, ...(await topology.prepare(data)) };
    return startDatabase(data, keys, opened.server);
  });
  if (opened.stopping) return keys;
  const adminUrl = () => opened.database!.adminUrl(DATABASE);
  const { snapshot } = await terminal.phase('migrating', () =>
    bringUpToDate(data, keys, opened.database!, (restarted) => (opened.database = restarted), opened.server),
  );
  if (snapshot !== undefined) terminal.say(snapshotTaken(snapshot));
  if (opened.stopping) return keys;
  const demo = data.isNew ? !options.empty : (data.version?.demo ?? false);
  if (data.isNew && demo) await terminal.phase('seeding', () => seed(adminUrl(), keys, data, config));
  data.recordVersion({ version: versionOf(options.root), demo });
  if (opened.stopping) return keys;
  const { url, demoUrl } = await terminal.phase('serving', () =>
    serveAll(
      topology,
      { options, config, data, keys, database: () => opened.database!, terminal },
      demo,
      opened,
    ),
  );
  for (const sentence of await closedAdapters(config, loginUrls(opened.database, keys).kopexa_worker))
    terminal.say(sentence);
  const link = demo ? null : await createFirstRunLink(adminUrl(), url);
  terminal.say(ready(url, demoUrl, link));
  return keys;
}

/** What stays off because no reviewed supplier stands for it; the processes themselves leave it off. */
async function closedAdapters(config: StandaloneConfig, databaseUrl: string): Promise<readonly Sentence[]> {
  const { closedSentences, passSupplierGate } = await import('./parts/supplier-gate.js');
  return closedSentences((await passSupplierGate(config, { databaseUrl, records: [] })).decisions);
}

async function seed(
  adminUrl: string,
  keys: Keys,
  data: DataDirectory,
  config: StandaloneConfig,
): Promise<void> {
  const [{ seedDemo }, { seedFiles }] = await Promise.all([
    import('./demo/seed.js'),
    import('./demo/files/seed-files.js'),
  ]);
  const keyring = createKeyring(keys.master);
  await seedDemo({ adminUrl, keyring, dataDirectory: data.path });
  const files = config.files(data.path);
  // Nothing of a demo goes to somebody's bucket.
  if (files?.kind === 'disk') await seedFiles({ adminUrl, keyring, store: diskStore(files.folder) });
}

/** The demo page first: the product tells its sign-in page where that is. */
async function serveAll(
  topology: Topology,
  ground: Omit<Ground, 'demoPeople' | 'jobs'>,
  demo: boolean,
  { running }: Opened,
): Promise<{ url: string; demoUrl: string | undefined }> {
  const { options, data } = ground;
  const page = demo ? await openDemoPage(topology.originAt(options.port), options.port + 1, data) : undefined;
  if (page) running.push(page);
  const demoPeople = page && { people: page.people, demoUrl: page.url };
  const server = await topology.serve({ ...ground, demoPeople, jobs: jobsFor(ground) });
  running.push(server);
  return { url: server.url, demoUrl: page?.url };
}

function jobsFor({
  config: { backup },
  database,
  keys,
  data,
}: Omit<Ground, 'demoPeople' | 'jobs'>): readonly ScheduledJob[] {
  if (!backup.daily) return [];
  const server = database();
  const urls = { adminUrl: server.adminUrl(DATABASE), workerUrl: loginUrls(server, keys).kopexa_worker };
  const installation = { ...describe(data.path), ...urls, master: keys.master };
  return backupJobs(installation, { backups: backupsOf(data.path, backup), keepDays: backup.keepDays });
}

async function openDemoPage(
  productUrl: string,
  port: number,
  data: DataDirectory,
): ReturnType<typeof import('./demo/page.js').startDemoPage> {
  const { startDemoPage } = await import('./demo/page.js');
  return startDemoPage({ port, productUrl, dataDirectory: data.path });
}

/** A database that ends more often than this within a minute does not get well by being started again. */
const RESTARTS_PER_MINUTE = 5;

/** Until somebody asks to stop; a database that ends by itself is started again, or takes the product with it. */
async function serving(
  topology: Topology,
  terminal: Terminal,
  opened: Opened,
  keys: Keys,
  stop: Promise<string>,
): Promise<number> {
  for (const ends: number[] = []; ;) {
    const database = opened.database!;
    const outcome = await Promise.race([stop.then(() => 'stop'), database.ended.then(() => 'database')]);
    if (outcome === 'stop' || opened.stopping) return 0;
    ends.push(Date.now());
    const recent = ends.filter((end) => end > Date.now() - 60_000);
    if (!topology.outlivesDatabase || recent.length > RESTARTS_PER_MINUTE) {
      terminal.say(DATABASE_ENDED);
      return 1;
    }
    terminal.say(DATABASE_RESTARTS);
    // At the same port: the processes know no other.
    const data = { ...opened.data!, isNew: false };
    opened.database = await startDatabase(data, keys, { ...opened.server, port: database.port });
  }
}

/** Newest part first, each step even when another fails: what stays open would keep the next start away. */
async function close({ running, database, data }: Opened): Promise<void> {
  const steps = [
    ...running.reverse().map((each) => () => each.close()),
    () => database?.stop(),
    () => data?.release(),
  ];
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Kopexa did not stop in order');
}

function assertEmptyFits(options: StartOptions, data: DataDirectory): void {
  if (!options.empty || data.isNew || data.version?.demo !== true) return;
  throw new StartProblem(emptyTooLate(data.path));
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
