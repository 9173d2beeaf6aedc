import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem, type Sentence } from '#runtime/embedded/problem.js';
import type { RunningPostgres } from '#runtime/embedded/postgres.js';
import { bringUpToDate, DATABASE, loginUrls, startDatabase } from './database.js';
import { openDataDirectory, type DataDirectory } from './data-directory.js';
import { loadKeys, type Keys } from './keys.js';

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
  server?: { close(): Promise<void> };
  stopping?: boolean;
}

/**
 * Runs the whole product on its embedded database until `stop` resolves; then ends it in order, newest part first.
 *
 * Resolves with the exit code: 0 after an asked stop, 1 when the database ended by itself. Throws a
 * {@link StartProblem} for what a person can remedy. Side effects: everything below the data directory.
 */
export async function run(options: StartOptions, terminal: Terminal, stop: Promise<string>): Promise<number> {
  const opened: Opened = {};
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
  const data = (opened.data = await openDataDirectory(options.dataDirectory, options.port));
  assertEmptyFits(options, data);
  const keys = loadKeys(data.keys, data.isNew);
  opened.database = await terminal.phase('database', () => startDatabase(data, keys));
  if (opened.stopping) return;
  const adminUrl = () => opened.database!.adminUrl(DATABASE);
  const { snapshot } = await terminal.phase('migrating', () =>
    bringUpToDate(data, keys, opened.database!, (restarted) => (opened.database = restarted)),
  );
  if (snapshot !== undefined) terminal.say(snapshotTaken(snapshot));
  if (opened.stopping) return;
  const demo = data.isNew ? !options.empty : (data.version?.demo ?? false);
  if (data.isNew && demo) await terminal.phase('seeding', () => seed(adminUrl(), keys, data));
  data.recordVersion({ version: versionOf(options.root), demo });
  if (opened.stopping) return;
  const url = await terminal.phase('serving', () => serveAll(options, opened, keys, data, demo));
  terminal.say(ready(url));
}

async function seed(adminUrl: string, keys: Keys, data: DataDirectory): Promise<void> {
  const { seedDemo } = await import('./demo/seed.js');
  await seedDemo({ adminUrl, masterKey: keys.master, dataDirectory: data.path });
}

async function serveAll(
  options: StartOptions,
  opened: Opened,
  keys: Keys,
  data: DataDirectory,
  demo: boolean,
): Promise<string> {
  const { serve } = await import('./serve.js');
  const server = await serve({
    port: options.port,
    logins: loginUrls(opened.database!, keys),
    dataDirectory: data.path,
    masterKey: keys.master,
    demo,
  });
  opened.server = server;
  return server.url;
}

/** Until somebody asks to stop; a database that ends by itself takes the product with it. */
async function serving(terminal: Terminal, opened: Opened, stop: Promise<string>): Promise<number> {
  const outcome = await Promise.race([
    stop.then(() => 'stop'),
    opened.database!.ended.then(() => 'database'),
  ]);
  if (outcome === 'stop') return 0;
  terminal.say({
    de: 'Die Datenbank hat sich beendet; Kopexa hört auf. Starten Sie es erneut, die Daten sind erhalten.',
    en: 'The database ended; Kopexa stops. Start it again, the data is kept.',
  });
  return 1;
}

/** Newest part first, each step even when another fails: what stays open would keep the next start away. */
async function close(opened: Opened): Promise<void> {
  const { server, database, data } = opened;
  try {
    await server?.close();
  } finally {
    try {
      await database?.stop();
    } finally {
      data?.release();
    }
  }
}

function assertEmptyFits(options: StartOptions, data: DataDirectory): void {
  if (!options.empty || data.isNew || data.version?.demo !== true) return;
  throw new StartProblem({
    de: `In ${data.path} liegen schon Beispieldaten: Wählen Sie für --empty mit --data einen neuen Ordner.`,
    en: `${data.path} already holds demo data: choose a new folder with --data for --empty.`,
  });
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

function snapshotTaken(folder: string): Sentence {
  return {
    de: `    Vor der Umstellung gesichert: ${folder}`,
    en: `    Saved before the migration: ${folder}`,
  };
}

function ready(url: string): Sentence {
  return {
    de: `\n  Kopexa ist bereit: ${url}\n  Beenden mit Strg-C.\n`,
    en: `\n  Kopexa is ready: ${url}\n  Stop with Ctrl-C.\n`,
  };
}
