import { watch } from 'node:fs';
import type { Logger } from '#runtime/logging/logger.js';
import { readContracts } from './contracts.js';
import type { Gateway } from './create-gateway.js';

/** Writers need a moment: several files change together. */
const SETTLE_MS = 300;

/**
 * Development only: lets the gateway take contracts that `npm run generate -- --watch` wrote, without a restart.
 * Contracts that cannot be read are reported and the running ones stay.
 *
 * @returns stops watching
 */
export function watchContracts(
  schemaDirectory: string,
  gateway: Pick<Gateway, 'reload'>,
  logger: Logger,
  onReloaded: () => void = () => undefined,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const reload = async (): Promise<void> => {
    try {
      await gateway.reload(readContracts(schemaDirectory));
      logger.info('The contracts were loaded anew.');
      onReloaded();
    } catch (error) {
      logger.error({ err: error }, 'The contracts could not be loaded; the running ones stay.');
    }
  };
  const watcher = watch(schemaDirectory, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
