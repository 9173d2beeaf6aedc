import type pg from 'pg';

/**
 * Gives connections of a pool back that were lost inside a transaction.
 *
 * Kysely returns a connection only after COMMIT or ROLLBACK succeeded, and neither can on a connection that has
 * ended: each lost one (a restart of the database, `transaction_timeout`) would take a place in the pool for
 * good. `isOwned` says which clients are given back by whoever took them.
 */
export function releaseLostConnections(pool: pg.Pool, isOwned: (client: pg.PoolClient) => boolean): void {
  const taken = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => void taken.add(client));
  pool.on('release', (_error, client) => void taken.delete(client));
  pool.on('connect', (client) => {
    // After whatever else learns of the end now: what Kysely does give back must not be given back twice.
    client.once('end', () =>
      setImmediate(() => {
        if (taken.has(client) && !isOwned(client)) client.release(true);
      }),
    );
  });
}
