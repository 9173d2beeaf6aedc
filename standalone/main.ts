import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARCHIVE_SETTINGS } from '#runtime/backup/wal.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import { StartProblem, type Sentence } from '#runtime/embedded/problem.js';
import type { RunningPostgres } from '#runtime/embedded/postgres.js';
import { backupsOf } from './backup/command.js';
import { describe } from './backup/installation.js';
import { backupJobs } from './backup/jobs.js';
import { readStandaloneConfig, type StandaloneConfig } from './config.js';
import { bringUpToDate, DATABASE, loginUrls, startDatabase } from './database.js';
import { openDataDirectory, type DataDirectory } from './data-directory.js';
import { createFirstRunLink } from './first-run.js';
import { loadKeys, type Keys } from './keys.js';
import { DATABASE_ENDED, emptyTooLate, ready, snapshotTaken } from './sentences.js';

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

interface Opened {
  data?: DataDirectory;
  database?: RunningPostgres;
  /** What listens, oldest first. */
  readonly running: { close(): Promise<void> }[];
  stopping?: boolean;
}

/**
 * Runs the whole product on its embedded database until `stop` resolves; then ends it in order, newest part first.
 *
 * Resolves with the exit code: 0 after an asked stop, 1 when the database ended by itself. Throws a
 * {@link StartProblem} for what a person can remedy. Side effects: everything below the data directory.
 */
export async function run(options: StartOptions, terminal: Terminal, stop: Promise<string>): Promise<number> {
  const opened: Opened = { running: [] };
  void stop.then(() => (opened.stopping = true));
  try {
    // An early stop waits for the running phase: half a migration or a half-started server is worse than a second.
    await start(options, terminal, opened);
    return opened.stopping ? 0 : await serving(terminal, opened, stop);
  } finally {
    await close(opened);
  }
}

async function start(options: StartOptions, terminal: Terminal, opened: Opened): Promise<void> {
  const config = readStandaloneConfig();
  const settings = config.backup.daily ? ARCHIVE_SETTINGS : [];
  const data = (opened.data = await openDataDirectory(options.dataDirectory, options.port));
  assertEmptyFits(options, data);
  const keys = loadKeys(data.keys, data.isNew);
  // Loading the services takes as long as starting the database: side by side.
  const services = import('./serve.js');
  services.catch(() => undefined);
  opened.database = await terminal.phase('database', () => startDatabase(data, keys, settings));
  if (opened.stopping) return;
  const adminUrl = () => opened.database!.adminUrl(DATABASE);
  const { snapshot } = await terminal.phase('migrating', () =>
    bringUpToDate(data, keys, opened.database!, (restarted) => (opened.database = restarted), settings),
  );
  if (snapshot !== undefined) terminal.say(snapshotTaken(snapshot));
  if (opened.stopping) return;
  const demo = data.isNew ? !options.empty : (data.version?.demo ?? false);
  if (data.isNew && demo) await terminal.phase('seeding', () => seed(adminUrl(), keys, data));
  data.recordVersion({ version: versionOf(options.root), demo });
  if (opened.stopping) return;
  const { url, demoUrl } = await terminal.phase('serving', async () =>
    serveAll(await services, options, opened, keys, data, demo, config),
  );
  const link = demo ? null : await createFirstRunLink(adminUrl(), url);
  terminal.say(ready(url, demoUrl, link));
}

async function seed(adminUrl: string, keys: Keys, data: DataDirectory): Promise<void> {
  const { seedDemo } = await import('./demo/seed.js');
  await seedDemo({ adminUrl, keyring: createKeyring(keys.master), dataDirectory: data.path });
}

/** The demo page first: the product tells its sign-in page where that is. */
async function serveAll(
  { serve }: typeof import('./serve.js'),
  options: StartOptions,
  opened: Opened,
  keys: Keys,
  data: DataDirectory,
  demo: boolean,
  config: StandaloneConfig,
): Promise<{ url: string; demoUrl: string | undefined }> {
  const { root, port } = options;
  const page = demo ? await openDemoPage(options, data) : undefined;
  if (page) opened.running.push(page);
  const server = await serve({
    root,
    port,
    logins: loginUrls(opened.database!, keys),
    dataDirectory: data.path,
    masterKey: keys.master,
    demoPeople: page && { people: page.people, demoUrl: page.url },
    config,
    jobs: jobsFor(config, opened.database!, keys, data),
  });
  opened.running.push(server);
  return { url: server.url, demoUrl: page?.url };
}

function jobsFor(
  { backup }: StandaloneConfig,
  database: RunningPostgres,
  keys: Keys,
  data: DataDirectory,
): readonly ScheduledJob[] {
  if (!backup.daily) return [];
  const urls = { adminUrl: database.adminUrl(DATABASE), workerUrl: loginUrls(database, keys).kopexa_worker };
  const installation = { ...describe(data.path), ...urls, master: keys.master };
  return backupJobs(installation, { backups: backupsOf(data.path, backup), keepDays: backup.keepDays });
}

async function openDemoPage(
  options: StartOptions,
  data: DataDirectory,
): ReturnType<typeof import('./demo/page.js').startDemoPage> {
  const { startDemoPage } = await import('./demo/page.js');
  const productUrl = `http://localhost:${options.port}`;
  return startDemoPage({ port: options.port + 1, productUrl, dataDirectory: data.path });
}

/** Until somebody asks to stop; a database that ends by itself takes the product with it. */
async function serving(terminal: Terminal, opened: Opened, stop: Promise<string>): Promise<number> {
  const outcome = await Promise.race([
    stop.then(() => 'stop'),
    opened.database!.ended.then(() => 'database'),
  ]);
  if (outcome === 'stop') return 0;
  terminal.say(DATABASE_ENDED);
  return 1;
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
