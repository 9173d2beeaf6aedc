import type { Keyring } from '#runtime/crypto/keyring.js';
import type { Dns } from '#runtime/egress/dns.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import type { BreachedPasswords } from './password/breached-passwords.js';
import type { PasswordHasher } from './password/hasher.js';
import type { Guesses } from './sign-in/guesses.js';
import type { Throttle } from './sign-in/throttle.js';
import type { FlowBeside } from './sso/flow/flow-beside.js';
import type { Protocols } from './sso/protocols.js';

/** What the use cases of identity need from outside. */
export interface IdentityServices {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly keyring: Keyring;
  readonly hasher: PasswordHasher;
  readonly breached: BreachedPasswords;
  readonly throttle: Throttle;
  readonly guesses: Guesses;
  readonly protocols: Protocols;
  readonly ssoBeside: FlowBeside;
  /** To the identity providers that Organizations name (THREATS 34). */
  readonly customerFetch: OutgoingFetch;
  /** Where Organizations prove that a domain is theirs. */
  readonly dns: Dns;
}
