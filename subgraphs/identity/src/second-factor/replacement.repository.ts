import type { RunQuery } from '../ports.js';

/** The authenticator app that is to follow the confirmed one of the context's account. */
export interface ReplacementRepository {
  /** Keeps its sealed secret for 15 minutes; the database wants a second factor shown in this transaction. */
  begin(sealed: Buffer): Promise<void>;
  /** Reads the sealed secret that this session began with and holds its row; null when there is none or it expired. */
  lock(): Promise<Buffer | null>;
  /** Makes it the factor, its time step used up; false when there is none. */
  confirm(step: number): Promise<boolean>;
}

/** Replacements by way of `query`. */
export function replacementRepository(query: RunQuery): ReplacementRepository {
  return {
    begin: async (sealed) => {
      await query('SELECT identity.begin_replacement($1)', [sealed]);
    },
    lock: async () => {
      const rows = await query<{ sealed: Buffer | null }>('SELECT identity.lock_replacement() AS sealed');
      return rows[0]?.sealed ?? null;
    },
    confirm: async (step) => {
      const rows = await query<{ done: boolean }>('SELECT identity.replace_factor($1) AS done', [step]);
      return rows[0]?.done === true;
    },
  };
}
