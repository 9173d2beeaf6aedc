import type { Keyring } from '#runtime/crypto/keyring.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import type { PasswordHasher } from './password/hasher.js';
import type { Throttle } from './sign-in/throttle.js';

/** What the use cases of identity need from outside. */
export interface IdentityServices {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly keyring: Keyring;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  /** To the identity providers that Organizations name (THREATS 34). */
  readonly customerFetch: OutgoingFetch;
}
