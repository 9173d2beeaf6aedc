import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Waits until whoever holds the other end is gone, then ends the server that is named in the file. */
const SCRIPT = 'read -r _; kill -INT "$(head -n 1 "$0")"';

/**
 * Ends the database server of a data directory when this process is gone without having stopped it (SIGKILL): nothing
 * is to be left behind. The product's own processes notice by themselves.
 */
export function guardDatabase(directory: string): { close(): void } {
  const guard = spawn('/bin/sh', ['-c', SCRIPT, join(directory, 'postmaster.pid')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl-C in the terminal is for the supervisor.
    detached: true,
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  return { close: () => void guard.kill('SIGKILL') };
}
