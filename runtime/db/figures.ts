import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { SCHEMAS } from './roles.js';

/** What a database holds, in numbers that a restore can be compared with. */
export interface Figures {
  readonly migrations: readonly string[];
  /** Rows of every table of the product's schemas, by qualified name. */
  readonly rows: Readonly<Record<string, number>>;
  readonly auditEntries: number;
}

const TABLES = `SELECT format('%I.%I', n.nspname, c.relname) AS name, inhparent::regclass::text AS parent
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
 WHERE c.relkind = 'r' AND n.nspname = ANY($1::text[]) ORDER BY 1`;
/** Two seconds of nobody writing would be noticed; less than one is a short pause. */
const LOCK_TIMEOUT = '800ms';
const ATTEMPTS = 60;

/** Counts, in whatever transaction the client is in. `auditTable` is the one whose rows are the audit entries. */
export async function readFigures(client: pg.Client, auditTable: string): Promise<Figures> {
  const rows: Record<string, number> = {};
  let auditEntries = 0;
  for (const { name, parent } of await tables(client)) {
    const found = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${name}`);
    rows[name] = Number(found.rows[0]!.count);
    if (name === auditTable || parent === auditTable) auditEntries += rows[name];
  }
  const journal = await client.query<{ name: string }>('SELECT name FROM platform.migration ORDER BY name');
  return { migrations: journal.rows.map(({ name }) => name), rows, auditEntries };
}

/**
 * Names a point in the WAL and counts exactly what is committed there.
 *
 * A restore point belongs to no snapshot, so for the moment in which both are made every table is locked against
 * writers (SHARE, released by rolling back to a savepoint); counting goes on in the snapshot while others write.
 * Gives up the lock after 800 ms, so that nobody waits behind a long writer, and tries again. Returns the database's
 * time at that point.
 */
export async function markAndCount(
  client: pg.Client,
  name: string,
  auditTable: string,
): Promise<{ figures: Figures; at: Date }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const at = await mark(client, name);
      const figures = await readFigures(client, auditTable);
      await client.query('COMMIT');
      return { figures, at };
    } catch (error) {
      await client.query('ROLLBACK');
      const { code } = error as { code?: string };
      if ((code !== '55P03' && code !== '40P01') || attempt === ATTEMPTS) throw error;
      await sleep(100 + attempt * 20);
    }
  }
}

async function mark(client: pg.Client, name: string): Promise<Date> {
  const names = (await tables(client)).map((table) => table.name);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
  await client.query('SAVEPOINT before_locks');
  if (names.length > 0) await client.query(`LOCK TABLE ${names.join(', ')} IN SHARE MODE`);
  const { rows } = await client.query<{ at: Date }>(
    'SELECT clock_timestamp() AS at FROM pg_create_restore_point($1)',
    [name],
  );
  await client.query('ROLLBACK TO SAVEPOINT before_locks');
  return rows[0]!.at;
}

async function tables(client: pg.Client): Promise<{ name: string; parent: string | null }[]> {
  return (await client.query<{ name: string; parent: string | null }>(TABLES, [[...SCHEMAS]])).rows;
}
