import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `postmaster.pid` says about the server of a data directory. */
export interface PostmasterState {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads `postmaster.pid` of a data directory; undefined when there is none or it is half written. */
export function readPostmaster(directory: string): PostmasterState | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Ends a server that outlived the process that started it, and removes its stale `postmaster.pid`.
 *
 * A server belongs to `directory` when it works in that folder; a process that merely got a dead server's id
 * is left alone. Asks politely (fast shutdown), after 10 s ends it; crash recovery then happens at the next start.
 */
export async function endLeftoverServer(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const own = serverProcesses(directory);
  const postmaster = readPostmaster(directory);
  if (postmaster && own.includes(postmaster.pid)) signal(postmaster.pid, 'SIGINT');
  if (!(await gone(directory, 10_000))) {
    for (const pid of serverProcesses(directory)) signal(pid, 'SIGKILL');
    await gone(directory, 5_000);
  }
  // PostgreSQL removes a dead server's file itself, but not when another program got its process id.
  if (postmaster && !own.includes(postmaster.pid) && isAlive(postmaster.pid)) {
    rmSync(join(directory, 'postmaster.pid'), { force: true });
  }
}

async function gone(directory: string, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (serverProcesses(directory).length > 0) {
    if (Date.now() > end) return false;
    await sleep(25);
  }
  return true;
}

/** Process ids working in `directory`: the server and all its children change into it. */
function serverProcesses(directory: string): number[] {
  if (!existsSync('/proc/self/cwd')) {
    const pid = readPostmaster(directory)?.pid;
    return pid !== undefined && isAlive(pid) ? [pid] : [];
  }
  const path = realpathSync(directory);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && linkOf(`/proc/${name}/cwd`) === path && isPostgres(name))
    .map(Number);
}

/** The server shows its path as its name, its children "postgres: what they do". */
function isPostgres(pid: string): boolean {
  try {
    const name = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
    return name.startsWith('postgres') || name.endsWith('/postgres');
  } catch {
    return false;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in the meantime.
  }
}
