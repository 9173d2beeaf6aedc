import type { RunQuery } from '../ports.js';

/** The authenticator app of the context's account. */
export interface StoredFactor {
  readonly sealed: Buffer;
  readonly confirmed: boolean;
  /** The time step of the last code that was accepted. */
  readonly lastStep: number;
}

/** Second factors of the context's account. */
export interface FactorRepository {
  /** Keeps a secret that is not confirmed yet; false when one is confirmed already. */
  begin(sealed: Buffer): Promise<boolean>;
  /** Reads the factor and holds its row, so that codes in parallel wait for each other. */
  lock(): Promise<StoredFactor | null>;
  /** Uses a time step up, confirming the factor; false when it was used before. */
  acceptStep(step: number): Promise<boolean>;
  /** Uses a recovery code up; false when it is unknown or was used. */
  useRecoveryCode(hash: Buffer): Promise<boolean>;
  replaceRecoveryCodes(hashes: readonly Buffer[]): Promise<void>;
}

/** Second factors by way of `query`. */
export function factorRepository(query: RunQuery): FactorRepository {
  return {
    begin: async (sealed) => isTrue(await query('SELECT identity.begin_factor($1) AS done', [sealed])),
    lock: async () => {
      const rows = await query<{ sealed: Buffer; confirmed: boolean; last_step: string }>(
        'SELECT sealed, confirmed, last_step FROM identity.lock_factor()',
      );
      const row = rows[0];
      return row ? { sealed: row.sealed, confirmed: row.confirmed, lastStep: Number(row.last_step) } : null;
    },
    acceptStep: async (step) => isTrue(await query('SELECT identity.accept_step($1) AS done', [step])),
    useRecoveryCode: async (hash) =>
      isTrue(await query('SELECT identity.use_recovery_code($1) AS done', [hash])),
    replaceRecoveryCodes: async (hashes) => {
      await query('SELECT identity.replace_recovery_codes($1::bytea[])', [hashes]);
    },
  };
}

const isTrue = (rows: { done: boolean }[]): boolean => rows[0]?.done === true;
