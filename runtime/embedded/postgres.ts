import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { IDENTITY_FILE, TRUST_FILE } from '../tls/authority.js';
import { tlsFolderOf, urlOf } from './address.js';
import { findPostgresBinaries } from './binaries.js';
import { endLeftoverServer, readPostmaster } from './leftovers.js';
import { StartProblem } from './problem.js';
import { replaceFile } from './replace-file.js';
import { chooseRunAs, commandFor, handOver, type RunAs } from './run-as.js';

/** Name of the embedded server's superuser, the database's owner; no part of the product signs in with it. */
export const SUPERUSER = 'postgres';

/** Where and how an embedded server runs. */
export interface PostgresOptions {
  /** The data directory; its parent has to exist. */
  readonly directory: string;
  /** Where the server writes its log; replaced at every start. */
  readonly logFile: string;
  /** Password of {@link SUPERUSER}; used when the directory is new. */
  readonly password: string;
  /** Server settings on top of the defaults, `name=value`. */
  readonly settings?: readonly string[];
  /** The loopback port; one that the system chooses unless given. */
  readonly port?: number;
  /**
   * Whether every connection has to be encrypted (TLS 1.3), with the certificate that lies in the folder
   * `tlsFolderOf(directory)`; plain connections are refused then.
   */
  readonly tls?: boolean;
}

/** A running embedded server. */
export interface RunningPostgres {
  readonly port: number;
  /** Settles when the server ends for whatever reason; never rejects. */
  readonly ended: Promise<void>;
  /** Connection string of {@link SUPERUSER} for a database of this server. */
  adminUrl(database: string): string;
  /** Takes a renewed certificate; connections that are open stay. */
  reload(): void;
  /** Fast shutdown: open transactions are rolled back. Resolves when the server is gone. */
  stop(): Promise<void>;
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'password_encryption=scram-sha-256',
  'timezone=UTC',
  'log_timezone=UTC',
  'lc_messages=C',
  'logging_collector=off',
  // Statements may carry content and secrets: the log names errors, never the text of a statement.
  'log_min_error_statement=panic',
  'log_statement=none',
  'max_connections=200',
];

/** Whether `directory` holds a complete cluster. */
export function isInitialised(directory: string): boolean {
  return existsSync(join(directory, 'PG_VERSION'));
}

/**
 * Creates a cluster in `directory`: UTF-8, code-point order, scram passwords, data checksums.
 *
 * Works next to it and renames at the end, so that an interruption leaves no half cluster behind.
 * `sync: false` skips fsync, for throw-away clusters. Throws a {@link StartProblem} with initdb's reason.
 */
export async function initialisePostgres(
  options: Pick<PostgresOptions, 'directory' | 'password'> & { readonly sync?: boolean },
): Promise<void> {
  const { initdb, postgres } = findPostgresBinaries();
  const runAs = chooseRunAs(options.directory, postgres);
  const fresh = `${options.directory}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  handOver(runAs, fresh);
  const passwordFile = `${options.directory}.password`;
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  handOver(runAs, passwordFile);
  try {
    await runInitdb(runAs, initdb, [
      `--pgdata=${fresh}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(options.sync === false ? ['--no-sync'] : []),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, options.directory);
}

/**
 * Starts PostgreSQL on a loopback port that the system chooses, and waits until it accepts connections.
 *
 * Ends a server left over from a killed process first. Throws a {@link StartProblem} that quotes the server's
 * own last words when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  await endLeftoverServer(options.directory);
  const { postgres } = findPostgresBinaries();
  const runAs = chooseRunAs(options.directory, postgres);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const tls = options.tls === true ? prepareTls(runAs, options.directory) : undefined;
    const child = launch(runAs, postgres, port, options, tls?.settings ?? []);
    const ended = once(child, 'exit').then(
      () => undefined,
      () => undefined,
    );
    if (await becomesReady(child, options.directory))
      return running(child, ended, port, options, () => tls?.handOver());
    const log = readFileSync(options.logFile, 'utf8');
    if (attempt < 5 && log.includes('could not bind')) continue;
    throw notStarting(log);
  }
}

function running(
  child: ChildProcess,
  ended: Promise<void>,
  port: number,
  { directory, password }: PostgresOptions,
  beforeReload: () => void,
): RunningPostgres {
  return {
    port,
    ended,
    adminUrl: (database) => urlOf({ directory, port }, { name: SUPERUSER, password }, database),
    reload() {
      beforeReload();
      child.kill('SIGHUP');
    },
    async stop() {
      child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGQUIT'), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Only encrypted connections are let in; the files of the certificate belong to whom the server runs as. */
function prepareTls(runAs: RunAs, directory: string): { settings: string[]; handOver(): void } {
  const folder = tlsFolderOf(directory);
  const [identity, rules] = [join(folder, IDENTITY_FILE), join(folder, 'pg_hba.conf')];
  replaceFile(rules, 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  const give = (): void => {
    for (const path of [folder, identity, join(folder, TRUST_FILE), rules]) handOver(runAs, path);
  };
  give();
  return {
    settings: [
      'ssl=on',
      `ssl_cert_file=${identity}`,
      `ssl_key_file=${identity}`,
      'ssl_min_protocol_version=TLSv1.3',
      `hba_file=${rules}`,
    ],
    handOver: give,
  };
}

function launch(
  runAs: RunAs,
  postgres: string,
  port: number,
  options: PostgresOptions,
  tls: readonly string[],
): ChildProcess {
  const settings = [...SETTINGS, `port=${port}`, ...tls, ...(options.settings ?? [])].flatMap((each) => [
    '-c',
    each,
  ]);
  const command = commandFor(runAs, postgres, ['-D', options.directory, ...settings]);
  const log = openSync(options.logFile, 'w', 0o600);
  try {
    // A group of its own: Ctrl-C in the terminal must reach the server through our orderly stop only.
    return spawn(command.file, command.args, {
      ...command.options,
      cwd: dirname(options.directory),
      stdio: ['ignore', log, log],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

async function becomesReady(child: ChildProcess, directory: string): Promise<boolean> {
  let failed = false;
  child.once('error', () => (failed = true));
  for (;;) {
    if (failed || child.exitCode !== null || child.signalCode !== null) return false;
    const state = readPostmaster(directory);
    if (state?.ready && state.pid === child.pid) return true;
    await sleep(10);
  }
}

async function runInitdb(runAs: RunAs, initdb: string, args: string[]): Promise<void> {
  const command = commandFor(runAs, initdb, args);
  const child = spawn(command.file, command.args, { ...command.options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw notStarting(said);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP listener has no port');
  return address.port;
}

function notStarting(log: string): StartProblem {
  if (log.includes('No space left on device')) {
    return new StartProblem({
      de: 'Der Datenträger ist voll: Geben Sie Speicherplatz frei und starten Sie Kopexa erneut.',
      en: 'The disk is full: free some space and start Kopexa again.',
    });
  }
  const lines = log.split('\n').filter((line) => /(FATAL|PANIC|ERROR|error|fatal):/i.test(line));
  const reason = (lines.at(-1) ?? log.trim().split('\n').at(-1) ?? '').replace(
    /^.*?(?=FATAL|PANIC|ERROR|error)/,
    '',
  );
  return new StartProblem({
    de: `Die Datenbank startet nicht (${reason}).`,
    en: `The database does not start (${reason}).`,
  });
}
