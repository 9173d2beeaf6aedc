import type pg from 'pg';
import type { Keyring } from '../crypto/keyring.js';
import { listen, openServicePool } from '../db/worker-connections.js';
import type { MailSender } from '../mail/mail.js';

/** An event as its handler sees it: opened. */
export interface OutboxEvent {
  readonly id: string;
  readonly orgId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What a handler may use. Handlers run at least once: they must bear repetition. */
export interface OutboxTools {
  readonly mail: MailSender;
  /** The product's origin, for links in mail. */
  readonly origin: string;
  /** A statement as the worker's login: it may call what rooms published for it, and nothing else. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** Handles the events of one topic. */
export type OutboxHandler = (event: OutboxEvent, tools: OutboxTools) => Promise<void>;

/** A running worker. */
export interface OutboxWorker {
  /** Delivers what is due now; resolves with the number of events that were delivered. */
  drain(): Promise<number>;
  close(): Promise<void>;
}

interface Claimed {
  readonly id: string;
  readonly org_id: string | null;
  readonly topic: string;
  readonly payload: { readonly sealed?: string };
}

const POLL_MS = 5_000;
const BATCH = 20;

/**
 * Delivers events of the transactional outbox: woken by NOTIFY (which carries an id only), polling as a
 * fallback, with growing delays after failures. A delivered event's payload is wiped.
 */
export async function startOutboxWorker(options: {
  readonly databaseUrl: string;
  readonly keyring: Keyring;
  readonly handlers: Readonly<Record<string, OutboxHandler>>;
  readonly tools: Omit<OutboxTools, 'query'>;
  readonly report: (error: unknown, topic: string) => void;
}): Promise<OutboxWorker> {
  const pool = openServicePool(options.databaseUrl, 2, (error) => options.report(error, 'pool'));
  let running: Promise<number> = Promise.resolve(0);
  const drain = (): Promise<number> =>
    (running = running.catch(() => 0).then(() => deliverDue(pool, options)));
  const wake = (): void => void drain().catch((error: unknown) => options.report(error, 'drain'));
  const listener = await listen(options.databaseUrl, 'kopexa_outbox', wake, (error) =>
    options.report(error, 'listen'),
  );
  const timer = setInterval(wake, POLL_MS);
  wake();
  return {
    drain,
    close: async () => {
      clearInterval(timer);
      await listener.stop();
      await running.catch(() => 0);
      await pool.end();
    },
  };
}

async function deliverDue(pool: pg.Pool, options: Parameters<typeof startOutboxWorker>[0]): Promise<number> {
  let delivered = 0;
  for (;;) {
    const { rows } = await pool.query<Claimed>(
      'SELECT id, org_id, topic, payload FROM platform.claim_events($1)',
      [BATCH],
    );
    const done: string[] = [];
    for (const event of rows) {
      try {
        await deliver(event, pool, options);
        done.push(event.id);
      } catch (error) {
        options.report(error, event.topic);
      }
    }
    if (done.length > 0) await pool.query('SELECT platform.settle_events($1)', [done]);
    delivered += done.length;
    if (rows.length < BATCH) return delivered;
  }
}

async function deliver(
  event: Claimed,
  pool: pg.Pool,
  options: Parameters<typeof startOutboxWorker>[0],
): Promise<void> {
  const handler = options.handlers[event.topic];
  if (!handler) throw new Error(`No room handles the outbox topic ${event.topic}.`);
  const sealed = Buffer.from(event.payload.sealed ?? '', 'base64');
  const payload = JSON.parse(options.keyring.open('outbox', sealed, event.topic).toString('utf8')) as Record<
    string,
    unknown
  >;
  const query = async <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query(sql, [...params])).rows as Row[];
  await handler({ id: event.id, orgId: event.org_id, payload }, { ...options.tools, query });
}
