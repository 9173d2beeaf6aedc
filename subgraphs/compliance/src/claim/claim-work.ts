import { openServicePool } from '#runtime/db/worker-connections.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import type { OutboxHandler } from '#runtime/outbox/worker.js';
import type { RunQuery } from './catalogue-figures.repository.js';
import { claimWorkRepository } from './claim-run.repository.js';
import type { Installation } from './ports.js';
import { runDueChecks, runRequestedChecks, type RunnerParts } from './run-checks.js';

/** Topic of the event that wakes the worker for a request; the request itself lies in the database. */
export const CLAIM_CHECKS_TOPIC = 'compliance.claim_checks';

/** What the worker does for the claims board. */
export interface ClaimWork {
  readonly jobs: readonly ScheduledJob[];
  readonly outbox: Readonly<Record<string, OutboxHandler>>;
  /** Ends after the check that is running; may be called twice. */
  close(): Promise<void>;
}

/**
 * Runs checks by the clock, a moment after the start, and when somebody asks; one after the other, on a connection of
 * its own, so that mail and other jobs never wait for a measurement.
 */
export function openClaimWork(options: {
  /** Connection string of the worker's login. */
  readonly databaseUrl: string;
  readonly installation: Installation;
  readonly report: (error: unknown, task: string) => void;
  /** How long after the start the first checks run; null for not at all. */
  readonly firstAfterMs?: number | null;
}): ClaimWork {
  const { installation, report, firstAfterMs = 3_000 } = options;
  // A statement that hangs would hold up every check after it: it ends before the check's own limit.
  const pool = openServicePool(options.databaseUrl, 1, (error) => report(error, 'claims'), 25_000);
  const query: RunQuery = async <Row>(sql: string, params: readonly unknown[] = []) =>
    (await pool.query(sql, [...params])).rows as Row[];
  let isClosing = false;
  const parts: RunnerParts = {
    query: (sql, params) => (isClosing ? Promise.reject(new Error('The worker stops.')) : query(sql, params)),
    installation,
    clock: () => new Date(),
    report,
  };
  let running: Promise<unknown> = Promise.resolve();
  const next = (work: () => Promise<unknown>): Promise<unknown> =>
    (running = running
      .then(() => (isClosing ? undefined : work()))
      .catch((error: unknown) => (isClosing ? undefined : report(error, 'claims'))));
  const due = (): Promise<unknown> =>
    next(async () => {
      await runRequestedChecks(parts);
      await runDueChecks(parts);
    });
  const first = firstAfterMs === null ? undefined : setTimeout(() => void due(), firstAfterMs).unref();
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    isClosing = true;
    clearTimeout(first);
    await running;
    await pool.end();
  };
  return {
    jobs: [
      { name: 'claims.due', schedule: '*/5 * * * *', run: async () => void (await due()) },
      { name: 'claims.requests', schedule: '29 2 * * *', run: () => claimWorkRepository(query).forget() },
    ],
    outbox: {
      // Not waited for: the request is in the database, and mail must not wait for a measurement.
      [CLAIM_CHECKS_TOPIC]: () => {
        void next(() => runRequestedChecks(parts));
        return Promise.resolve();
      },
    },
    close: () => (ending ??= end()),
  };
}
