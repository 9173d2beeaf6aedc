import pg from 'pg';
import { connectionTo } from './connection.js';

/** Receives what goes wrong on a connection that nobody is waiting for. */
export type ConnectionReport = (error: unknown) => void;

/**
 * A small pool for a login that acts without a request: the worker and the gateway's session look-up. It has
 * no context, so row-level security shows it nothing; it lives by the definer functions it may call.
 */
export function openServicePool(url: string, max: number, report: ConnectionReport): pg.Pool {
  const pool = new pg.Pool({ ...connectionTo(url), max });
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}

/** LISTENs on a channel over a connection of its own (transaction poolers cannot); `stop` ends it. */
export async function listen(
  url: string,
  channel: 'kopexa_outbox',
  onNotification: () => void,
  report: ConnectionReport,
): Promise<{ stop(): Promise<void> }> {
  const client = new pg.Client(connectionTo(url));
  client.on('error', report);
  await client.connect();
  await client.query(`LISTEN ${channel}`);
  client.on('notification', onNotification);
  return {
    stop: async () => {
      client.removeAllListeners('notification');
      await client.end();
    },
  };
}
