import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '#runtime/embedded/leftovers.js';
import { StartProblem } from '#runtime/embedded/problem.js';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  /** Tells the process from a later one with the same id; empty where the system does not say. */
  readonly born: string;
  readonly port: number;
}

/**
 * Takes the lock file for this process and returns what gives it back.
 *
 * The lock of a dead process is taken over. Waits three seconds for a living one, which may be about to stop, then
 * throws a {@link StartProblem} that names it.
 */
export async function acquireLock(path: string, port: number): Promise<() => void> {
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid), port } satisfies Holder);
  for (const until = Date.now() + 3_000; ; await sleep(100)) {
    if (tryLink(path, mine)) return () => releaseOwn(path, mine);
    const holder = readHolder(path);
    if (holder === undefined || !isRunning(holder)) {
      removeStale(path, holder);
      continue;
    }
    if (Date.now() > until) throw inUse(holder);
  }
}

/** Creates the lock with its content at once: a half-written lock cannot be seen. */
function tryLink(path: string, content: string): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, content, { mode: 0o600 });
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes a dead holder's lock, unless another starter has already replaced it by its own. */
function removeStale(path: string, holder: Holder | undefined): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    const moved = readHolder(aside);
    if (JSON.stringify(moved) !== JSON.stringify(holder)) linkSync(aside, path);
    rmSync(aside, { force: true });
  } catch {
    rmSync(aside, { force: true });
  }
}

function releaseOwn(path: string, mine: string): void {
  if (JSON.stringify(readHolder(path)) === mine) rmSync(path, { force: true });
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isRunning(holder: Holder): boolean {
  if (holder.pid === process.pid || !isAlive(holder.pid)) return false;
  const born = birthOf(holder.pid);
  return born === '' || holder.born === '' || born === holder.born;
}

/** When a process began, as the kernel counts (field 22 of /proc/PID/stat), with the boot it counts from. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return '';
  }
}

function inUse({ pid, port }: Holder): StartProblem {
  // Port 0: not the product, but a command that uses its data for a while.
  if (port === 0) {
    return new StartProblem({
      de: `Eine Sicherung oder Übung arbeitet gerade mit diesen Daten (Prozess ${pid}): Warten Sie, bis sie fertig ist.`,
      en: `A backup or drill is working with this data (process ${pid}): wait until it is done.`,
    });
  }
  return new StartProblem({
    de: `Kopexa läuft auf diesen Daten schon unter http://localhost:${port} (Prozess ${pid}).`,
    en: `Kopexa is already running on this data at http://localhost:${port} (process ${pid}).`,
  });
}
