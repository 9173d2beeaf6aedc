import type { Logger } from '#runtime/logging/logger.js';
import { withClosing, type Closing } from '../parts/closing.js';

/** What a process tells its supervisor. */
export type ProcessMessage = { readonly kind: 'ready' } | { readonly kind: 'alive' };

/** How often a process says that it is alive, in milliseconds. */
export const ALIVE_MS = 2_000;

/** Longest orderly end, in milliseconds. */
const END_MS = 12_000;

/**
 * Runs a process of the split topology until it is asked to end, or its supervisor is gone; then ends it in order.
 *
 * With a supervisor (a channel to it is open) Ctrl-C is left to that one, which ends the processes in their order.
 * What nobody caught ends the process: whoever supervises it starts it again.
 */
export async function runProcess(
  name: string,
  open: (closing: Closing[]) => Promise<{ readonly logger: Logger }>,
): Promise<void> {
  process.title = `kopexa ${name}`;
  process.setSourceMapsEnabled(true);
  const isSupervised = process.connected;
  const ended = new Promise<void>((resolve) => {
    process.once('disconnect', resolve);
    process.once('SIGTERM', () => resolve());
    process.on('SIGINT', () => (isSupervised ? undefined : resolve()));
    process.on('SIGHUP', () => (isSupervised ? undefined : resolve()));
  });
  try {
    await withClosing(async (closing, close) => {
      const { logger } = await open(closing);
      process.on('uncaughtException', (error) => fail(logger, error));
      process.on('unhandledRejection', (error) => fail(logger, error));
      tell({ kind: 'ready' });
      logger.info({ pid: process.pid }, `The process ${name} is ready.`);
      const alive = setInterval(() => tell({ kind: 'alive' }), ALIVE_MS);
      await ended;
      clearInterval(alive);
      setTimeout(() => process.exit(1), END_MS).unref();
      await close();
    });
    process.exit(0);
  } catch (error) {
    // The supervisor shows the last lines; in a container they are the log.
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  }
}

function fail(logger: Logger, error: unknown): void {
  logger.fatal({ err: error }, 'The process ends: something failed that nobody expected.');
  process.exitCode = 1;
  setImmediate(() => process.exit(1));
}

function tell(message: ProcessMessage): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
