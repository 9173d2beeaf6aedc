import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

type Environment = Readonly<Record<string, string | undefined>>;

/** Descriptor on which the supervisor hands a process its secrets. */
export const SECRETS_DESCRIPTOR = 4;

/** Lines of `NAME=value`, as {@link withSecrets} reads them. */
export function secretLines(secrets: Readonly<Record<string, string>>): string {
  return Object.entries(secrets)
    .map(([name, value]) => `${name}='${checked(name, value)}'\n`)
    .join('');
}

function checked(name: string, value: string): string {
  if (/['\r\n]/.test(value)) throw new Error(`${name} holds a quotation mark or a line break: encode it.`);
  return value;
}

/**
 * The environment together with the process's secrets, which lie in the file that `KOPEXA_SECRETS` names
 * (`fd:4` is an open descriptor, read once): lines of `NAME=value`.
 *
 * Secrets win over the environment. Throws with the way out when the file cannot be read.
 */
export function withSecrets(environment: Environment): Environment {
  const place = environment['KOPEXA_SECRETS'];
  if (place === undefined) return environment;
  const descriptor = /^fd:(\d+)$/.exec(place)?.[1];
  try {
    const text = readFileSync(descriptor === undefined ? place : Number(descriptor), 'utf8');
    return { ...environment, ...parseEnv(text) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(
      `The secrets of this process cannot be read from ${place} (${code}): see ops/README.md.`,
      {
        cause,
      },
    );
  }
}
