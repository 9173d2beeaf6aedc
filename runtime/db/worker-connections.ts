import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionTo } from './connection.js';

/** Receives what goes wrong on a connection that nobody is waiting for. */
export type ConnectionReport = (error: unknown) => void;

/**
 * A small pool for a login that acts without a request: the worker and the gateway's session look-up. It has
 * no context, so row-level security shows it nothing; it lives by the definer functions it may call.
 */
export function openServicePool(
  url: string,
  max: number,
  report: ConnectionReport,
  statementMs?: number,
): pg.Pool {
  const pool = new pg.Pool({
    ...connectionTo(url),
    max,
    ...(statementMs === undefined ? {} : { statement_timeout: statementMs }),
  });
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}

/** Waits before a lost connection is opened again, in milliseconds; the last one from then on. */
const AGAIN_MS = [200, 1_000, 2_000, 5_000];

/**
 * LISTENs on a channel over a connection of its own (transaction poolers cannot); `stop` ends it.
 *
 * A connection that is lost (the database was restarted) is opened again, and `onNotification` called once: what was
 * told meanwhile was told to nobody. Rejects when the first connection fails.
 */
export async function listen(
  url: string,
  channel: 'kopexa_outbox',
  onNotification: () => void,
  report: ConnectionReport,
): Promise<{ stop(): Promise<void> }> {
  const stopped = new AbortController();
  let client: pg.Client;
  const open = async (): Promise<void> => {
    const next = new pg.Client(connectionTo(url));
    next.on('error', report);
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    next.on('notification', onNotification);
    next.once('end', () => void again());
    client = next;
  };
  const again = async (): Promise<void> => {
    for (let tries = 0; !stopped.signal.aborted; tries += 1) {
      const wait = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)];
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (stopped.signal.aborted) return;
      try {
        await open();
        onNotification();
        return;
      } catch (error) {
        report(error);
      }
    }
  };
  await open();
  return {
    stop: async () => {
      stopped.abort();
      client.removeAllListeners('notification');
      await client.end();
    },
  };
}
