import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALIVE_MS, type ProcessMessage } from './process.js';
import { secretLines, SECRETS_DESCRIPTOR } from './secrets.js';

/** How a process is started, each time anew. */
export interface Command {
  readonly name: string;
  /** The module it runs. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Handed over on a descriptor: neither arguments nor environment show them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** An open file for what it prints. */
  readonly output: number;
}

/** What became of a process. */
export type ProcessEvent =
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly reason: string; readonly againInMs: number };

/** A process that is started again whenever it ends, until it is stopped. */
export interface Supervised {
  readonly name: string;
  /** Resolves when it is ready for the first time; rejects when it ended three times before it ever was. */
  readonly ready: Promise<void>;
  /** Asks it to end, insists after a while, resolves when it is gone. */
  stop(): Promise<void>;
}

/** Waits between an end and the next start, in milliseconds; the last one from then on. */
const DELAYS_MS = [100, 500, 1_000, 2_000, 5_000, 15_000];
/** Whoever lived this long begins anew with the shortest wait. */
const STEADY_MS = 30_000;
/** A process that was silent for this long hangs, and is ended. */
const SILENT_MS = 15 * ALIVE_MS;
/** How long an orderly end may take. */
const STOP_MS = 15_000;
/** Whoever ends this often before it was ever ready will not become ready. */
const HOPELESS = 3;

/** Starts a process and keeps it running. */
export function supervise(command: Command, onEvent: (event: ProcessEvent) => void): Supervised {
  const state: { child?: ChildProcess; stopping: boolean } = { stopping: false };
  const waiting = new AbortController();
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  const living = keepAlive(command, state, waiting.signal, ready, onEvent);
  return {
    name: command.name,
    ready: ready.promise,
    async stop() {
      state.stopping = true;
      waiting.abort();
      state.child?.kill('SIGTERM');
      const late = setTimeout(() => state.child?.kill('SIGKILL'), STOP_MS);
      await living;
      clearTimeout(late);
    },
  };
}

async function keepAlive(
  command: Command,
  state: { child?: ChildProcess; stopping: boolean },
  stopped: AbortSignal,
  ready: PromiseWithResolvers<void>,
  onEvent: (event: ProcessEvent) => void,
): Promise<void> {
  let wasReady = false;
  for (let ends = 0; !state.stopping;) {
    const began = Date.now();
    const child = (state.child = launch(command));
    if (child.pid !== undefined) onEvent({ kind: 'started', pid: child.pid });
    const words = keepLastWords(child, command.output);
    const quiet = watchSilence(child);
    child.on('message', (message: ProcessMessage) => {
      quiet.heard();
      if (message.kind !== 'ready') return;
      wasReady = true;
      onEvent({ kind: 'ready' });
      ready.resolve();
    });
    const reason = await endOf(child);
    quiet.stop();
    if (state.stopping) return;
    ends = Date.now() - began > STEADY_MS ? 1 : ends + 1;
    if (!wasReady && ends >= HOPELESS) ready.reject(new Error(`${reason}\n${words()}`.trim()));
    const againInMs = DELAYS_MS[Math.min(ends, DELAYS_MS.length) - 1]!;
    onEvent({ kind: 'ended', reason, againInMs });
    await sleep(againInMs, undefined, { signal: stopped }).catch(() => undefined);
  }
}

function launch({ module, environment, secrets, output }: Command): ChildProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', module], {
    env: { ...environment, KOPEXA_SECRETS: `fd:${SECRETS_DESCRIPTOR}` },
    stdio: ['ignore', output, 'pipe', 'ipc', 'pipe'],
  });
  const pipe = child.stdio[SECRETS_DESCRIPTOR] as Writable;
  // A process that dies before it read them is started again; its end says why.
  pipe.on('error', () => undefined);
  pipe.end(secretLines(secrets));
  return child;
}

/** What a process complains of goes to the log; the last of it is kept, to say why it does not start. */
function keepLastWords(child: ChildProcess, output: number): () => string {
  let last = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    writeSync(output, chunk);
    last = (last + chunk.toString()).slice(-2_000);
  });
  return () => {
    const lines = last.trim().split('\n');
    const error = lines.findLastIndex((line) => /^\S*(Error|problem)\b.*:|: \w*Error: /.test(line));
    return lines.slice(Math.max(error, 0)).slice(0, 6).join('\n');
  };
}

/** Ends a process that says nothing for too long: it hangs, and would be asked in vain. */
function watchSilence(child: ChildProcess): { heard(): void; stop(): void } {
  const timer = setTimeout(() => child.kill('SIGKILL'), SILENT_MS);
  return { heard: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal === null ? `exit code ${code}` : `signal ${signal}`;
  } catch (error) {
    return (error as Error).message;
  }
}
