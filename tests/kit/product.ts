import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pinnedNode } from '../../scripts/install.mjs';
import { copyPreparedData } from './prepared-product.js';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '../..');

/** How a product under test is started. */
export interface ProductOptions {
  /** Data directory to go on with; a new one below `.data/test/` by default. */
  readonly dataDirectory?: string;
  /** `split` runs it in separate processes, over TLS; all in one process by default. */
  readonly topology?: 'one process' | 'split';
  /** Further arguments, for example `--empty`. */
  readonly args?: readonly string[];
  /** Folder of the project; this one by default. */
  readonly root?: string;
  /** Port; a free one by default. */
  readonly port?: number;
  /** Further variables of its environment, for example KOPEXA_AZURE_OPENAI_ENDPOINT. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The very first start, on no data; otherwise a demo may go on with data that the test run prepared. */
  readonly first?: boolean;
}

/** A product process; it may have ended already. */
export interface StartedProduct {
  readonly url: string;
  readonly port: number;
  readonly dataDirectory: string;
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Sends a signal and resolves with the exit code (null when a signal ended it). */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code when it ends by itself. */
  readonly exit: Promise<number | null>;
}

/** A running product, its data removed when it is stopped. */
export interface RunningProduct extends StartedProduct {
  stop(): Promise<void>;
}

/** A new folder below `.data/test/` for one test; the caller removes it. */
export function scratchFolder(name: string): string {
  mkdirSync(join(ROOT, '.data/test'), { recursive: true });
  return mkdtempSync(join(ROOT, `.data/test/${name}-`));
}

/** A loopback port that is free now, like the two after it, which the product needs beside it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await Promise.all([port, port + 1, port + 2].map(isFree));
    if (free.every(Boolean)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Runs `standalone/start.mjs`, without waiting for anything; texts are in English. */
export async function spawnProduct(options: ProductOptions = {}): Promise<StartedProduct> {
  const port = options.port ?? (await freePort());
  const dataDirectory = options.dataDirectory ?? join(scratchFolder('product'), 'data');
  const isSplit = options.topology === 'split';
  const args = [
    'standalone/start.mjs',
    ...(isSplit ? ['split'] : []),
    '--port',
    String(port),
    '--data',
    dataDirectory,
    ...(options.args ?? []),
  ];
  const child = spawn(pinnedNode(ROOT) ?? process.execPath, args, {
    cwd: options.root ?? ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'en_US.UTF-8', ...options.environment },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return {
    url: `${isSplit ? 'https' : 'http'}://localhost:${port}`,
    port,
    dataDirectory,
    child,
    exit,
    output: () => said,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return exit;
    },
  };
}

/**
 * Runs the product until it says that it is ready and answers `GET /ready`; throws with its output when it ends or
 * takes over a minute.
 */
export async function startProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const dataDirectory = options.dataDirectory ?? join(scratchFolder('product'), 'data');
  if (mayGoOnWithPrepared(options)) await copyPreparedData(dataDirectory);
  const product = await spawnProduct({ ...options, dataDirectory });
  let ended = false;
  void product.exit.then(() => (ended = true));
  for (const until = Date.now() + 60_000; !(await isReady(product)); await sleep(50)) {
    if (!ended && Date.now() < until) continue;
    product.child.kill('SIGKILL');
    throw new Error(`The product did not start:\n${product.output()}`);
  }
  return {
    ...product,
    async stop() {
      await product.end();
      if (options.dataDirectory === undefined)
        rmSync(join(product.dataDirectory, '..'), { recursive: true, force: true });
    },
  };
}

/** A demo in one process, whatever its environment; what else is asked for concerns the first start. */
function mayGoOnWithPrepared({ dataDirectory, args, topology, root, first }: ProductOptions): boolean {
  return (
    !first && dataDirectory === undefined && args === undefined && root === undefined && topology !== 'split'
  );
}

/** The authorities that vouch for a product's certificate; none without TLS. */
export function authoritiesOf({ url, dataDirectory }: StartedProduct): string | undefined {
  if (!url.startsWith('https:')) return undefined;
  return readFileSync(join(dataDirectory, 'keys/tls/holders/public/ca.pem'), 'utf8');
}

/** The status that a product answers `GET path` with; rejects when it does not answer. */
export function statusOf(product: StartedProduct, path: string): Promise<number | undefined> {
  const ca = authoritiesOf(product);
  return new Promise((resolve, reject) => {
    const asking = (ca ? https : http).get(new URL(path, product.url), { ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('error', reject);
  });
}

/** The last line is printed when everything runs, the worker too. */
async function isReady(product: StartedProduct): Promise<boolean> {
  try {
    return product.output().includes('Kopexa is ready') && (await statusOf(product, '/ready')) === 200;
  } catch {
    return false;
  }
}
