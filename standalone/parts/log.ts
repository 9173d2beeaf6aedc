import { pino } from 'pino';
import { createLogger, type Logger } from '#runtime/logging/logger.js';
import type { StandaloneConfig } from '../config.js';
import type { Closing } from './closing.js';

/** Opens a process's log: a file that only its owner may read, or an open descriptor (1 is the standard output). */
export function openLog(
  options: {
    readonly name: string;
    readonly level: StandaloneConfig['logLevel'];
    readonly to: string | number;
  },
  closing: Closing[],
): Logger {
  const destination = pino.destination({ dest: options.to, sync: false, mode: 0o600 });
  closing.push(() => new Promise((resolve) => destination.flush(() => resolve(undefined))));
  return createLogger({ name: options.name, level: options.level }, destination);
}
