import type { RunQuery } from '../ports.js';

/** What a person's Organizations ask of their password, the strictest of each; and which one asks for it. */
export interface PasswordRules {
  readonly length: number;
  readonly lengthBy: string | null;
  /** How many former passwords must not come back. */
  readonly history: number;
  readonly historyBy: string | null;
  /** After how many days it has to be another one; null: never. */
  readonly days: number | null;
  readonly daysBy: string | null;
  /** Names of the person's Organizations: a password is not made of them. */
  readonly organizations: readonly string[];
  readonly changedAt: Date | null;
}

/** The same for somebody who forgot theirs, as far as the link may tell. */
export interface ResetRules {
  readonly length: number;
  readonly history: number;
  readonly organizations: readonly string[];
  /** Whether the account has a second factor. */
  readonly enrolled: boolean;
}

/** Rules for passwords, by way of functions of the database. */
export interface PasswordRulesRepository {
  /** Of the context's person; `null` without a whole session. */
  own(): Promise<PasswordRules | null>;
  /** `null` for a link that is good for nothing. */
  ofReset(tokenHash: Buffer): Promise<ResetRules | null>;
  /** Hashes that must not come back: of the link's account, or of the context's person. */
  formerHashes(tokenHash: Buffer | null): Promise<readonly string[]>;
  /** That a password, just verified or set, satisfies the rules of its owner's Organizations as they are now. */
  noteSatisfied(accountId: string, hash: string, password: string): Promise<void>;
}

const OWN = `
  SELECT length, length_by AS "lengthBy", history, history_by AS "historyBy", days, days_by AS "daysBy", organizations,
         changed_at AS "changedAt" FROM identity.own_password_rules()`;
const OF_RESET = 'SELECT length, history, organizations, enrolled FROM identity.reset_password_rules($1)';
const FORMER = 'SELECT hash FROM identity.former_hashes($1) AS hash';

/** Rules by way of `query`. */
export function passwordRulesRepository(query: RunQuery): PasswordRulesRepository {
  return {
    own: async () => (await query<PasswordRules>(OWN))[0] ?? null,
    ofReset: async (tokenHash) => (await query<ResetRules>(OF_RESET, [tokenHash]))[0] ?? null,
    formerHashes: async (tokenHash) =>
      (await query<{ hash: string }>(FORMER, [tokenHash])).map(({ hash }) => hash),
    noteSatisfied: async (accountId, hash, password) => {
      // The length is looked at and not kept.
      await query('SELECT identity.note_password_rule($1, $2, $3)', [accountId, hash, lengthOf(password)]);
    },
  };
}

const lengthOf = (password: string): number => [...password.normalize('NFKC')].length;
