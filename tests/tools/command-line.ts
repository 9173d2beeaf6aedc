import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pinnedNode } from '../../scripts/install.mjs';
import { ROOT } from '#tests/kit/product.js';

/** What a call of the command line said and how it ended. */
export interface Called {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a call is made. */
export interface CallOptions {
  readonly token?: string;
  readonly url?: string;
  readonly language?: 'de' | 'en';
  readonly cwd?: string;
  /** Further variables of the environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the real command line; `seen` gives what it printed so far. */
export function startTool(args: readonly string[], options: CallOptions = {}) {
  const { token, url, language = 'en', cwd = ROOT, environment = {} } = options;
  const child = spawn(pinnedNode(ROOT) ?? process.execPath, [`${ROOT}/tools/kopexa.mjs`, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      LANG: language === 'de' ? 'de_DE.UTF-8' : 'en_US.UTF-8',
      TZ: 'UTC',
      ...(token === undefined ? {} : { KOPEXA_TOKEN: token }),
      ...(url === undefined ? {} : { KOPEXA_URL: url }),
      ...environment,
    },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended: Promise<Called> = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    ...said,
  }));
  return { child, ended, seen: () => said.stdout };
}

/** Runs the real command line to its end. */
export function callTool(args: readonly string[], options: CallOptions = {}): Promise<Called> {
  return startTool(args, options).ended;
}

/** Waits until something is so. */
export async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; !holds(); await sleep(50))
    if (Date.now() > end) throw new Error('It did not come about in time.');
}
