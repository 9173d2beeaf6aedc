import type { Keyring } from '#runtime/crypto/keyring.js';
import type { PasswordHasher } from './password/hasher.js';
import type { Throttle } from './sign-in/throttle.js';

/** Runs one statement where the caller stands: on the mutation's transaction, or as a read of its own. */
export type RunQuery = <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>;

/** What the use cases of identity need from outside. */
export interface IdentityServices {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly keyring: Keyring;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
}

/** Where a request comes from; kept with its session. */
export interface Origin {
  readonly ip: string;
  readonly userAgent: string;
}
