import { MikroORM, type EntitySchema, type SqlEntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Transaction } from 'kysely';
import pg from 'pg';
import { UnderscoreNamingStrategy } from '@mikro-orm/core';
import { runBatch } from './batch.js';
import { connectionTo } from './connection.js';
import { isStalePlan, translateDatabaseError } from './failures.js';
import { releaseLostConnections } from './lost-connections.js';
import { countQueriesOf } from './statistics.js';

/** A transaction that writes. */
export interface WriteTransaction {
  /** The unit of work, forked and bound to the transaction. */
  readonly em: SqlEntityManager;
  /** A raw statement on the transaction; `$1`, `$2` … name the parameters. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/**
 * The only way into the database for a subgraph: nothing is read or written without a context, and nothing
 * is written outside a transaction that the audit envelope opened.
 */
export interface Door {
  /** One read: context, read-only and the query in one batch, one round trip, at most 5 seconds. */
  read<Row>(context: string, sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** One write transaction: READ COMMITTED, 5 seconds, the Organization's lock first (shared, or `alone`). */
  write<T>(
    context: string,
    options: { alone: boolean },
    work: (tx: WriteTransaction) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

const OPEN_READ =
  "SELECT set_config('kopexa.context', $1, true), set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '5000', true)";
const OPEN_WRITE =
  "SELECT set_config('kopexa.context', $1, true), set_config('transaction_timeout', '5000', true), set_config('lock_timeout', '4000', true)";

/** Opens the door for one login. `entities` are the room's own tables. */
export async function openDoor(options: {
  url: string;
  entities: readonly EntitySchema[];
  poolSize?: number;
  subscribers?: readonly object[];
}): Promise<Door> {
  const { connectionString, ssl } = connectionTo(options.url);
  const orm = await MikroORM.init({
    clientUrl: connectionString,
    entities: [...options.entities],
    namingStrategy: UnderscoreNamingStrategy,
    discovery: { warnWhenNoEntities: false },
    allowGlobalContext: false,
    pool: { min: 0, max: options.poolSize ?? 8 },
    driverOptions: { connectionTimeoutMillis: 10_000, ...(ssl ? { ssl } : {}) },
    subscribers: [...(options.subscribers ?? [])],
    forceUtcTimezone: true,
  });
  const pool = await orm.em.getDriver().getConnection().getNativeClient();
  countQueriesOf(pool);
  const readers = new WeakSet<pg.PoolClient>();
  releaseLostConnections(pool, (client) => readers.has(client));
  return {
    read: async <Row>(context: string, sql: string, params: readonly unknown[] = []) => {
      const client = await pool.connect().catch(rethrow);
      readers.add(client);
      const run = (): Promise<unknown[][]> =>
        runBatch(client, [
          { sql: OPEN_READ, params: [context] },
          { sql, params },
        ]);
      try {
        const [, rows] = await run().catch((error: unknown) => {
          if (isStalePlan(error)) return run();
          throw error;
        });
        return rows as Row[];
      } catch (error) {
        throw translateDatabaseError(error);
      } finally {
        readers.delete(client);
        client.release();
      }
    },
    write: (context, { alone }, work) =>
      writeTransaction(orm.em.fork() as SqlEntityManager, context, alone, work),
    close: () => orm.close(true),
  };
}

async function writeTransaction<T>(
  em: SqlEntityManager,
  context: string,
  alone: boolean,
  work: (tx: WriteTransaction) => Promise<T>,
): Promise<T> {
  await em.begin().catch(rethrow);
  try {
    const query = <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> =>
      rawQuery<Row>(em, sql, params);
    await query(OPEN_WRITE, [context]);
    // A statement of its own: what follows gets a snapshot taken after the lock was granted (THREATS 20).
    await query('SELECT platform.enter_write($1)', [alone]);
    const result = await work({ em, query });
    await em.commit();
    return result;
  } catch (error) {
    // On a lost connection there is nothing to roll back; why the change failed is what counts.
    if (em.isInTransaction()) await em.rollback().catch(() => undefined);
    throw translateDatabaseError(error);
  }
}

function rethrow(error: unknown): never {
  throw translateDatabaseError(error);
}

async function rawQuery<Row>(em: SqlEntityManager, sql: string, params: readonly unknown[]): Promise<Row[]> {
  const transaction = em.getTransactionContext<Transaction<unknown>>();
  if (!transaction) throw new Error('A raw write needs the transaction of its envelope.');
  // The ORM leaves dates as text for its own mapping; raw statements get the same values as door.read gives.
  const statement = { text: sql, types: pg.types } as unknown as string;
  const result = await transaction.executeQuery(CompiledQuery.raw(statement, [...params]));
  return result.rows as Row[];
}
