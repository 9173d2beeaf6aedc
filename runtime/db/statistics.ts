import type pg from 'pg';

/** Counts of what was sent to the database, for tests and the benchmark (`SQL statements per operation`). */
export interface DatabaseStatistics {
  statements: number;
  roundTrips: number;
}

const listeners = new Set<DatabaseStatistics>();

/** Counts statements and round trips from now until `stop()`. */
export function countStatements(): DatabaseStatistics & { stop(): DatabaseStatistics } {
  const counts: DatabaseStatistics = { statements: 0, roundTrips: 0 };
  listeners.add(counts);
  return Object.assign(counts, {
    stop: () => {
      listeners.delete(counts);
      return counts;
    },
  });
}

/** One query, or a batch that tells how many statements it holds. */
interface Sent {
  readonly statementCount?: number;
}

/** Counts everything that the connections of a pool send: batches, BEGIN and COMMIT, the ORM's statements. */
export function countQueriesOf(pool: pg.Pool): void {
  const counted = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    if (counted.has(client)) return;
    counted.add(client);
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const counting = (...args: unknown[]): unknown => {
      if (listeners.size > 0) count((args[0] as Sent | undefined)?.statementCount ?? 1);
      return send(...args);
    };
    client.query = counting as typeof client.query;
  });
}

function count(statements: number): void {
  for (const counts of listeners) {
    counts.statements += statements;
    counts.roundTrips += 1;
  }
}
