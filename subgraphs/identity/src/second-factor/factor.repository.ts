import type { RunQuery } from '../ports.js';

/** An authenticator app of the context's account. */
export interface StoredFactor {
  readonly id: string;
  readonly sealed: Buffer;
  readonly confirmed: boolean;
  /** The time step of the last code that was accepted. */
  readonly lastStep: number;
}

/** Why an account may not set up its first factor now; null when it may. */
export type EnrolmentBar = 'ENROLLED' | 'IDLE' | 'LINK' | null;

/** Second factors of the context's account. */
export interface FactorRepository {
  /** What keeps the account from setting up its first factor. */
  enrolmentBar(): Promise<EnrolmentBar>;
  /** Whether this session showed a second factor within five minutes. */
  isFresh(): Promise<boolean>;
  /** Keeps a secret that is not confirmed yet; false when something keeps the account from enrolling. */
  begin(sealed: Buffer): Promise<boolean>;
  /** Reads the apps and holds their rows, so that codes in parallel wait for each other. */
  lock(): Promise<StoredFactor[]>;
  /** Uses a time step of an app up, confirming the first factor; false when it was used before. */
  acceptStep(factorId: string, step: number): Promise<boolean>;
  /** Uses a recovery code up; false when it is unknown or was used. */
  useRecoveryCode(hash: Buffer): Promise<boolean>;
  /** In the transaction in which a second factor was shown. */
  replaceRecoveryCodes(hashes: readonly Buffer[]): Promise<void>;
  /** In a session that showed its second factor within five minutes, else STEP_UP_REQUIRED. */
  renewRecoveryCodes(hashes: readonly Buffer[]): Promise<void>;
}

/** Second factors by way of `query`. */
export function factorRepository(query: RunQuery): FactorRepository {
  return {
    enrolmentBar: async () => {
      const rows = await query<{ bar: EnrolmentBar }>('SELECT identity.enrolment_bar() AS bar');
      return rows[0]?.bar ?? null;
    },
    isFresh: async () => isTrue(await query('SELECT identity.factor_fresh() AS done')),
    begin: async (sealed) => isTrue(await query('SELECT identity.begin_factor($1) AS done', [sealed])),
    lock: async () => {
      const rows = await query<{ factor_id: string; sealed: Buffer; confirmed: boolean; last_step: string }>(
        'SELECT factor_id, sealed, confirmed, last_step FROM identity.lock_factors()',
      );
      return rows.map((row) => ({
        id: row.factor_id,
        sealed: row.sealed,
        confirmed: row.confirmed,
        lastStep: Number(row.last_step),
      }));
    },
    acceptStep: async (factorId, step) =>
      isTrue(await query('SELECT identity.accept_step($1, $2) AS done', [factorId, step])),
    useRecoveryCode: async (hash) =>
      isTrue(await query('SELECT identity.use_recovery_code($1) AS done', [hash])),
    replaceRecoveryCodes: async (hashes) => {
      await query('SELECT identity.replace_recovery_codes($1::bytea[])', [hashes]);
    },
    renewRecoveryCodes: async (hashes) => {
      await query('SELECT identity.renew_recovery_codes($1::bytea[])', [hashes]);
    },
  };
}

const isTrue = (rows: { done: boolean }[]): boolean => rows[0]?.done === true;
