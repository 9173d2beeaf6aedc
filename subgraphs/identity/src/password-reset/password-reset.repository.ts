import type { Contact } from '../account/contact.repository.js';
import type { RunQuery } from '../ports.js';

/** Whose password a link replaces. */
export interface ResetOffer {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  /** The present hash, so that the old password is not taken for a new one; `null` when there is none yet. */
  readonly hash: string | null;
}

/** Links that replace a forgotten password, by way of functions of the database. */
export interface PasswordResetRepository {
  /** `null` alike for a link that is unknown, used or expired. */
  offer(tokenHash: Buffer): Promise<ResetOffer | null>;
  /** Uses the link up; returns the sessions that ended, or `null` when it is good for nothing any more. */
  use(tokenHash: Buffer, newHash: string): Promise<{ readonly ended: readonly string[] } | null>;
}

/** Links by way of `query`. */
export function passwordResetRepository(query: RunQuery): PasswordResetRepository {
  return {
    offer: async (tokenHash) => {
      const rows = await query<ResetOffer>(
        'SELECT account_id AS "accountId", email, name, hash FROM identity.reset_offer($1)',
        [tokenHash],
      );
      return rows[0] ?? null;
    },
    use: async (tokenHash, newHash) => {
      const rows = await query<{ ended: string[] }>('SELECT ended FROM identity.reset_password($1, $2)', [
        tokenHash,
        newHash,
      ]);
      return rows[0] ?? null;
    },
  };
}

/**
 * Makes a link good, for the worker; `null` when nobody has an account with this address, or too many links are out.
 * Bears being repeated.
 */
export async function beginReset(
  query: RunQuery,
  reset: { readonly id: string; readonly email: string; readonly tokenHash: Buffer },
): Promise<Contact | null> {
  const rows = await query<Contact>('SELECT email, name, locale FROM identity.begin_reset($1, $2, $3)', [
    reset.id,
    reset.email,
    reset.tokenHash,
  ]);
  return rows[0] ?? null;
}
