import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tlsFolderOf } from '#runtime/embedded/address.js';
import { StartProblem } from '#runtime/embedded/problem.js';
import { replaceFile } from '#runtime/embedded/replace-file.js';
import { startJobs } from '#runtime/jobs/jobs.js';
import { IDENTITY_FILE } from '#runtime/tls/authority.js';
import { loginUrls, type ServerOptions } from '../database.js';
import type { DataDirectory } from '../data-directory.js';
import type { Ground, Topology } from '../launcher.js';
import { withClosing, type Closing } from '../parts/closing.js';
import { openLog } from '../parts/log.js';
import { keepCertificates, type KeptCertificates } from './certificates.js';
import { commandsOf } from './commands.js';
import { guardDatabase } from './guard.js';
import { PROCESSES } from './processes.js';
import { supervise, type ProcessEvent, type Supervised } from './supervised.js';

/** Longest time until every process is ready, in milliseconds. */
const READY_MS = 90_000;

/**
 * The split topology: gateway, subgraphs and worker as processes of their own that speak over mutual TLS, on the
 * embedded database, which takes encrypted connections only. This process supervises them.
 */
export function splitTopology(): Topology {
  let certificates: KeptCertificates | undefined;
  return {
    originAt: (port) => `https://localhost:${port}`,
    outlivesDatabase: true,
    async prepare(data): Promise<ServerOptions> {
      certificates = await keepCertificates(placesOf(data));
      return { tls: true };
    },
    serve: (ground) => serveSplit(ground, certificates!),
  };
}

function placesOf(data: DataDirectory) {
  const keep = join(data.keys, 'tls');
  const database = tlsFolderOf(data.postgres);
  return {
    keep,
    folderOf: (holder: string) => (holder === 'database' ? database : join(keep, 'holders', holder)),
  };
}

async function serveSplit(
  ground: Ground,
  certificates: KeptCertificates,
): Promise<{ url: string; close(): Promise<void> }> {
  return withClosing(async (closing, close) => {
    closing.push(() => Promise.resolve(certificates.close()));
    const guard = guardDatabase(ground.data.postgres);
    closing.push(() => Promise.resolve(guard.close()));
    certificates.onRenewal('database', () => ground.database().reload());
    const url = await open(ground, certificates, closing);
    return { url, close };
  });
}

async function open(ground: Ground, certificates: KeptCertificates, closing: Closing[]): Promise<string> {
  const { options, data, config, jobs } = ground;
  const file = join(data.path, 'kopexa.log');
  const output = openSync(file, 'a', 0o600);
  closing.push(() => Promise.resolve(closeSync(output)));
  const logger = openLog({ name: 'supervisor', level: config.logLevel, to: output }, closing);
  const logins = loginUrls(ground.database(), ground.keys);
  const places = await freePlaces(PROCESSES.map(({ name }) => name));
  const commands = commandsOf({
    ...ground,
    output,
    logins,
    places,
    identityOf: certificates.folderOf,
    publicCertificate: join(certificates.folderOf('public'), IDENTITY_FILE),
    passportSecrets: new Map(PROCESSES.map(({ name }) => [name, randomBytes(32)])),
    dataDirectory: data.path,
    masterKey: ground.keys.master,
    port: options.port,
  });
  const board = processBoard(join(data.path, 'processes.json'));
  closing.push(() => Promise.resolve(board.close()));
  const supervised = commands.map((command) =>
    supervise(command, (event) => {
      board.note(command.name, event);
      const level = event.kind === 'ended' ? 'error' : 'info';
      logger[level]({ process: command.name, ...event }, `The process ${command.name}: ${event.kind}.`);
    }),
  );
  // The gateway first, so that nobody is told that something else is missing.
  closing.push(() => endAll(supervised));
  await allReady(supervised, file);
  if (jobs.length > 0) {
    const report = (error: unknown, job: string) => logger.error({ job, err: error }, 'A job failed.');
    const running = await startJobs({ databaseUrl: logins.kopexa_worker, jobs, report });
    closing.push(() => running.close());
  }
  return `https://localhost:${options.port}`;
}

async function endAll(supervised: readonly Supervised[]): Promise<void> {
  const [gateway, ...others] = [...supervised].reverse();
  await gateway?.stop();
  await Promise.all(others.map((each) => each.stop()));
}

async function allReady(supervised: readonly Supervised[], log: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(notReady('kopexa', `${READY_MS / 1000} s`, log)), READY_MS);
  });
  const all = supervised.map((each) =>
    each.ready.catch((error: Error) => {
      throw notReady(each.name, error.message, log);
    }),
  );
  await Promise.race([Promise.all(all), late]).finally(() => clearTimeout(timer));
}

function notReady(name: string, reason: string, log: string): StartProblem {
  return new StartProblem({
    de: `Der Prozess „${name}“ startet nicht: ${reason}\nMehr steht in ${log}.`,
    en: `The process "${name}" does not start: ${reason}\nMore is in ${log}.`,
  });
}

/** `processes.json` says which process has which id, and how often it had to be started again. */
function processBoard(file: string): { note(name: string, event: ProcessEvent): void; close(): void } {
  const known: Record<string, { pid: number; state: string; starts: number }> = {};
  return {
    note(name, event) {
      const before = known[name] ?? { pid: 0, state: 'starting', starts: 0 };
      if (event.kind === 'started')
        known[name] = { pid: event.pid, state: 'starting', starts: before.starts + 1 };
      else known[name] = { ...before, state: event.kind };
      replaceFile(file, `${JSON.stringify(known, null, 2)}\n`);
    },
    close: () => rmSync(file, { force: true }),
  };
}

/** A free loopback port for each process: it keeps it, however often it is started. */
async function freePlaces(names: readonly string[]): Promise<Map<string, string>> {
  const servers = await Promise.all(
    names.map(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer().once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return new Map(names.map((name, index) => [name, `127.0.0.1:${ports[index]}`]));
}
