import pg from 'pg';
import { connectionTo } from './connection.js';
import { translateDatabaseError } from './failures.js';

/** Statements that are committed at once, whatever becomes of the mutation around them. */
export interface Aside {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/**
 * Opens a way beside the door for counters of attempts: they have to be taken *before* a credential is looked at
 * and must survive the mutation's rollback. There is no context, so row-level security shows nothing; only functions
 * that need none can be called. Connections of their own, so that mutations never wait for each other's.
 */
export function openAside(url: string): Aside {
  const pool = new pg.Pool({
    ...connectionTo(url),
    max: 2,
    statement_timeout: 5_000,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined);
  return {
    query: async <Row>(sql: string, params: readonly unknown[] = []) =>
      (await pool.query(sql, [...params]).catch(rethrow)).rows as Row[],
    close: () => pool.end(),
  };
}

function rethrow(error: unknown): never {
  throw translateDatabaseError(error);
}
