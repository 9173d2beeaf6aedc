import { Logger, parseCronItems, run, runMigrations, type Runner } from 'graphile-worker';
import { withClient } from '../db/bootstrap.js';
import { openServicePool } from '../db/worker-connections.js';

/** Runs one statement as the worker's login. */
export type JobQuery = (
  sql: string,
  params?: readonly unknown[],
) => Promise<{ rows: Record<string, unknown>[] }>;

/** A job that runs by the clock. It must bear being run twice. */
export interface ScheduledJob {
  /** Stable name, for example `audit.partitions`. */
  readonly name: string;
  /** Cron expression in UTC, for example `17 3 * * *`. */
  readonly schedule: string;
  /** Also once at every start. */
  readonly atStart?: boolean;
  readonly run: (query: JobQuery) => Promise<void>;
}

/** A running scheduler. */
export interface Jobs {
  close(): Promise<void>;
}

const SCHEMA = 'graphile_worker';

/**
 * Installs graphile-worker's schema and hands its tables to the worker's login, which owns nothing else: they
 * have row-level security without policies, so only their owner can work with them. Runs as the database's
 * owner at migration time.
 */
export async function installJobs(adminUrl: string): Promise<void> {
  const pgPool = openServicePool(adminUrl, 1, () => undefined);
  await runMigrations({ pgPool, schema: SCHEMA, logger: quiet }).finally(() => pgPool.end());
  await withClient(adminUrl, (client) =>
    client.query(`
GRANT USAGE ON SCHEMA ${SCHEMA} TO kopexa_worker;
DO $$
DECLARE item record;
BEGIN
  FOR item IN SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = '${SCHEMA}' AND c.relkind IN ('r', 'p', 'v') AND c.relowner <> 'kopexa_worker'::regrole
  LOOP EXECUTE format('ALTER TABLE %s OWNER TO kopexa_worker', item.name); END LOOP;
  FOR item IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE n.nspname = '${SCHEMA}' AND p.proowner <> 'kopexa_worker'::regrole
  LOOP EXECUTE format('ALTER FUNCTION %s OWNER TO kopexa_worker', item.name); END LOOP;
END $$;`),
  );
}

/** Starts the scheduler as the worker's login. A failing job is reported and tried again with growing delays. */
export async function startJobs(options: {
  readonly databaseUrl: string;
  readonly jobs: readonly ScheduledJob[];
  readonly report: (error: unknown, job: string) => void;
}): Promise<Jobs> {
  const pool = openServicePool(options.databaseUrl, 4, (error) => options.report(error, 'connection'));
  const query: JobQuery = (sql, params = []) => pool.query(sql, [...params]);
  for (const job of options.jobs.filter(({ atStart }) => atStart)) await job.run(query);
  const runner: Runner = await run({
    pgPool: pool,
    schema: SCHEMA,
    concurrency: 2,
    noHandleSignals: true,
    logger: quiet,
    taskList: Object.fromEntries(
      options.jobs.map((job) => [job.name, reporting(job, query, options.report)]),
    ),
    parsedCronItems: parseCronItems(options.jobs.map((job) => ({ task: job.name, match: job.schedule }))),
  });
  return {
    close: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}

function reporting(job: ScheduledJob, query: JobQuery, report: (error: unknown, job: string) => void) {
  return async (): Promise<void> => {
    try {
      await job.run(query);
    } catch (error) {
      report(error, job.name);
      throw error;
    }
  };
}

const quiet = new Logger(() => () => undefined);
