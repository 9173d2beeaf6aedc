import type { Keyring } from '#runtime/crypto/keyring.js';
import { openServicePool } from '#runtime/db/worker-connections.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import type { OperationQuestion } from '#runtime/probe/operation-questions.js';
import type { RunQuery } from '../claim/catalogue-figures.repository.js';
import type { Installation } from '../claim/ports.js';
import { canaryJob, runCanariesNow, runDueCanaries, type CanaryWorkParts } from './canary-work.js';
import type { CanaryRunResult } from './run-canaries.js';

/** The canaries of a running installation. */
export interface CanaryWork {
  readonly jobs: readonly ScheduledJob[];
  /** Runs them now, whatever the clock says. */
  now(): Promise<CanaryRunResult>;
  /** Ends after the request that is under way; may be called twice. */
  close(): Promise<void>;
}

/** A start is busy enough, and whoever only looks in needs no canaries. */
const FIRST_AFTER_MS = 5 * 60_000;

/** Opens the canaries on a connection of their own, one run at a time. */
export function openCanaryWork(options: {
  /** Connection string of the worker's login. */
  readonly databaseUrl: string;
  readonly installation: Installation;
  /** Made when the first run needs them: it takes a moment. */
  readonly questions: () => readonly OperationQuestion[];
  readonly keyring: Keyring;
  readonly report: (error: unknown, task: string) => void;
  /** How long after the start the first run may begin; null for not by itself. */
  readonly firstAfterMs?: number | null;
  /** Only these operations are asked, which proves nothing as a whole. */
  readonly only?: RegExp;
  /** Time between two requests. */
  readonly paceMs?: number;
}): CanaryWork {
  const { databaseUrl, installation, keyring, report, firstAfterMs = FIRST_AFTER_MS } = options;
  const pool = openServicePool(databaseUrl, 1, (error) => report(error, 'canaries'), 25_000);
  const startedAt = Date.now();
  let isClosing = false;
  const open = <T>(work: () => Promise<T>): Promise<T> =>
    isClosing ? Promise.reject(new Error('The worker stops.')) : work();
  const query: RunQuery = async <Row>(sql: string, params: readonly unknown[] = []) =>
    (await open(() => pool.query(sql, [...params]))).rows as Row[];
  const { own } = installation;
  const parts = (): CanaryWorkParts => ({
    query,
    installation: {
      ...installation,
      own: { ...own, request: (...args) => open(() => own.request(...args)) },
    },
    questions: options.questions(),
    ...(options.only ? { only: options.only } : {}),
    ...(options.paceMs === undefined ? {} : { paceMs: options.paceMs }),
    keyring,
    clock: () => new Date(),
    report,
  });
  let running: Promise<unknown> = Promise.resolve();
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = running.then(() => open(work));
    running = done.catch(() => undefined);
    return done;
  };
  const due = async (): Promise<void> => {
    try {
      await next(() => runDueCanaries(parts()));
    } catch (error) {
      if (!isClosing) report(error, 'canaries');
    }
  };
  const first = firstAfterMs === null ? undefined : setTimeout(() => void due(), firstAfterMs).unref();
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    isClosing = true;
    clearTimeout(first);
    await running;
    await pool.end();
  };
  return {
    // Not waited for: other jobs must not wait for a minute of questions.
    jobs: [
      canaryJob(() => {
        if (Date.now() - startedAt >= (firstAfterMs ?? 0)) void due();
        return Promise.resolve();
      }),
    ],
    now: () => next(() => runCanariesNow(parts())),
    close: () => (ending ??= end()),
  };
}
