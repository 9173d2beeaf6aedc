import { hash, verify } from '@node-rs/argon2';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { normalisePassword } from './password.policy.js';

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes, one lane: OWASP ASVS 5.0.0 V11.4.2. The parameters are part of each
 * hash, so raising them here leaves older hashes valid; a sign-in makes the hash anew. Argon2id is the package's default algorithm.
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** How a hash with these parameters begins (PHC string format). */
const PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

/** Hashes and checks passwords, a few at a time. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /**
   * Whether the password belongs to the hash. Without a hash (unknown account) it does the same work and says no,
   * so that time does not tell who has an account.
   */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made with other parameters than today's. */
  isOutdated(stored: string): boolean;
}

/**
 * Makes a hasher that computes `parallel` hashes at a time and lets `waiting` more stand in line; beyond that it
 * throws RATE_LIMITED, so that a flood of sign-ins cannot take the memory or the whole processor.
 */
export function createPasswordHasher(parallel = 2, waiting = 40): PasswordHasher {
  const limit = createLimit(parallel, waiting);
  let dummy: Promise<string> | undefined;
  const dummyHash = (): Promise<string> => (dummy ??= hash('no account has this password', PARAMETERS));
  return {
    hash: (password) => limit(() => hash(normalisePassword(password), PARAMETERS)),
    isOutdated: (stored) => !stored.startsWith(PREFIX),
    verify: (stored, password) =>
      limit(async () => {
        const placeholder = await dummyHash();
        const matches = await verify(stored ?? placeholder, normalisePassword(password));
        return matches && stored !== null;
      }),
  };
}

function createLimit(parallel: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= parallel) {
      if (line.length >= waiting) throw new KopexaError('RATE_LIMITED');
      await new Promise<void>((resolve) => line.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
