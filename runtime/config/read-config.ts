import { z } from 'zod';

/** The environment does not fit; the message lists every problem with its variable and the way out. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses a process's environment once: all problems are reported together, the result is frozen throughout.
 *
 * Called by each process's `config.ts` alone; everything else is handed its part.
 *
 * @param schema an object schema over the variables' names; it may transform them into unions such as
 *   `{kind: 'off'} | {kind: 'otlp', …}`
 * @throws ConfigError
 */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const result = schema.safeParse(environment);
  if (result.success) return freeze(result.data);
  const problems = result.error.issues.map(
    (issue) => `- ${issue.path.map(String).join('.') || 'environment'}: ${issue.message}`,
  );
  throw new ConfigError(`The configuration is not valid:\n${problems.join('\n')}`);
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && isPlain(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

/** Buffers and class instances keep their own rules. */
function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
