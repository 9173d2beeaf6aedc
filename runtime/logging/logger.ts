import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { redact, redactText } from './redact.js';

/** Structured log, one JSON object a line. Secrets are redacted by {@link redact} whatever is passed in. */
export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, unknown>): Logger;
};

/** How much is logged. */
export type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/**
 * Creates the log of a process.
 *
 * Times are ISO 8601 in UTC. Values below keys that name a secret, and secrets inside messages (bearer tokens,
 * passwords in URLs, private keys), become `•••` (OWASP ASVS 5.0 V16.2.5).
 *
 * @param destination where lines go; standard output by default
 */
export function createLogger(
  options: { name: string; level?: LogLevel },
  destination?: DestinationStream,
): Logger {
  const root = pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      base: { name: options.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (level) => ({ level }),
        log: (record) => redact(record) as Record<string, unknown>,
      },
      // Errors are rendered by redact(), which sees their fields before pino would.
      serializers: { err: (value: unknown) => value },
      hooks: {
        logMethod(args, method) {
          method.apply(
            this,
            args.map((each) => (typeof each === 'string' ? redactText(each) : each)) as typeof args,
          );
        },
      },
    },
    destination ?? pino.destination(1),
  );
  return withRedactedChildren(root, root.child);
}

/** Pino formats the bindings of the first logger only: a child's are redacted before they are bound. */
function withRedactedChildren(logger: PinoLogger, child: PinoLogger['child']): PinoLogger {
  return Object.assign(logger, {
    child: (bindings: Record<string, unknown>) =>
      withRedactedChildren(
        child.call(logger, redact(bindings) as Record<string, unknown>) as unknown as PinoLogger,
        child,
      ),
  });
}

/** A log that keeps nothing, for tests and tools. */
export const silentLogger: Logger = pino({ level: 'silent' });
