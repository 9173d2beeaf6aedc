import type { RunQuery } from '../ports.js';

/** What is known about the account behind a mail address before anybody is signed in. */
export interface StoredCredential {
  readonly accountId: string;
  readonly hash: string;
  readonly enrolled: boolean;
}

/** What a sign-up link is good for. */
export interface SignUpOffer {
  readonly firstRun: boolean;
  /** Null with the first-run link: the person says. */
  readonly email: string | null;
  readonly organizationName: string | null;
  readonly accountExists: boolean;
}

/** A new account as sign-up hands it over. */
export interface NewAccount {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly email: string | null;
  readonly name: string;
  readonly locale: 'de' | 'en';
  readonly passwordHash: string;
}

/** Passwords and sign-up links, by way of functions of the database that give no more than sign-in needs. */
export interface CredentialRepository {
  find(email: string): Promise<StoredCredential | null>;
  /** `null` when the token is unknown, used or expired. */
  offer(tokenHash: Buffer): Promise<SignUpOffer | null>;
  create(account: NewAccount): Promise<{ outcome: 'created' | 'expired' | 'taken'; email: string | null }>;
  ownHash(): Promise<string | null>;
  changePassword(hash: string): Promise<void>;
  /** Puts a hash with stronger parameters in place of the one that was just verified. */
  strengthen(accountId: string, oldHash: string, newHash: string): Promise<void>;
}

/** Credentials by way of `query`. */
export function credentialRepository(query: RunQuery): CredentialRepository {
  return {
    find: async (email) => {
      const rows = await query<{ account_id: string; hash: string; enrolled: boolean }>(
        'SELECT account_id, hash, enrolled FROM identity.credential_of($1)',
        [email],
      );
      const row = rows[0];
      return row ? { accountId: row.account_id, hash: row.hash, enrolled: row.enrolled } : null;
    },
    offer: async (tokenHash) => {
      const rows = await query<SignUpOffer>(
        `SELECT first_run AS "firstRun", email, organization_name AS "organizationName", account_exists AS "accountExists"
           FROM identity.sign_up_offer($1)`,
        [tokenHash],
      );
      return rows[0] ?? null;
    },
    create: async ({ id, tokenHash, email, name, locale, passwordHash }) => {
      const rows = await query<{ outcome: 'created' | 'expired' | 'taken'; email: string | null }>(
        'SELECT outcome, email FROM identity.create_account($1, $2, $3, $4, $5, $6)',
        [id, tokenHash, email, name, locale, passwordHash],
      );
      return rows[0] ?? { outcome: 'expired', email: null };
    },
    ownHash: async () => {
      const rows = await query<{ hash: string | null }>('SELECT identity.own_password_hash() AS hash');
      return rows[0]?.hash ?? null;
    },
    strengthen: async (accountId, oldHash, newHash) => {
      await query('SELECT identity.strengthen_hash($1, $2, $3)', [accountId, oldHash, newHash]);
    },
    changePassword: async (hash) => {
      await query('SELECT identity.change_password($1)', [hash]);
    },
  };
}
