import type { Keyring } from '#runtime/crypto/keyring.js';

/** What the features of compliance need from outside. */
export interface ComplianceServices {
  readonly keyring: Keyring;
  readonly clock: () => Date;
}
