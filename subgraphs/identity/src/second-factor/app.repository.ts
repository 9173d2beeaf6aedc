import type { RunQuery } from '../ports.js';

/** An authenticator app as its owner sees it. */
export interface AppRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Authenticator apps of the context's account; the functions decide again, from the verified context. */
export interface AppRepository {
  own(): Promise<AppRecord[]>;
  /** Keeps the sealed secret of another app for 15 minutes, for this session; STEP_UP_REQUIRED. */
  begin(sealed: Buffer): Promise<void>;
  /** Reads the sealed secret that this session began with and holds its row; null when there is none or it expired. */
  lock(): Promise<Buffer | null>;
  /** Adds the app that was begun, its time step used up; false when none was. */
  add(app: { readonly id: string; readonly name: string; readonly step: number }): Promise<boolean>;
  /** Returns the name before. */
  rename(id: string, name: string): Promise<string>;
  remove(id: string): Promise<void>;
}

/** Apps by way of `query`. */
export function appRepository(query: RunQuery): AppRepository {
  return {
    own: () =>
      query<AppRecord>(
        `SELECT factor_id AS id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM identity.own_apps()`,
      ),
    begin: async (sealed) => {
      await query('SELECT identity.begin_app($1)', [sealed]);
    },
    lock: async () => {
      const rows = await query<{ sealed: Buffer | null }>('SELECT identity.lock_replacement() AS sealed');
      return rows[0]?.sealed ?? null;
    },
    add: async ({ id, name, step }) => {
      const rows = await query<{ done: boolean }>('SELECT identity.add_app($1, $2, $3) AS done', [
        id,
        name,
        step,
      ]);
      return rows[0]?.done === true;
    },
    rename: async (id, name) => {
      const rows = await query<{ before: string }>('SELECT identity.rename_app($1, $2) AS before', [
        id,
        name,
      ]);
      return rows[0]?.before ?? '';
    },
    remove: async (id) => {
      await query('SELECT identity.remove_app($1)', [id]);
    },
  };
}
