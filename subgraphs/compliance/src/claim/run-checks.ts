import { CLAIMS } from '#schema/claims.js';
import { checkOf, CHECKS } from './all-checks.js';
import { notMeasured, say, type Check, type CheckTools, type Measurement } from './check.js';
import type { RunQuery } from './catalogue-figures.repository.js';
import { claimFigures } from './claim-figures.repository.js';
import { claimRunRepository, claimWorkRepository, type AskedBy } from './claim-run.repository.js';
import { intervalsOf } from './claim-state.js';
import type { Installation } from './ports.js';

/** What running checks takes. */
export interface RunnerParts {
  readonly query: RunQuery;
  readonly installation: Installation;
  readonly clock: () => Date;
  /** Told of errors while measuring; the run itself says only that nothing could be measured. */
  readonly report: (error: unknown, checkId: string) => void;
  readonly timeoutMs?: number;
}

interface Asked {
  readonly by: AskedBy;
  readonly account: string | null;
  readonly request: string | null;
}

const BY_SCHEDULE: Asked = { by: 'schedule', account: null, request: null };
const HOUR_MS = 3_600_000;
/** Looked at every five minutes: what is due within them is due now. */
const SLACK_MS = 5 * 60_000;
const TIMEOUT_MS = 30_000;

/** Runs every check whose last run is as old as its claims allow, or that never ran. Returns how many. */
export async function runDueChecks(parts: RunnerParts): Promise<number> {
  const intervals = intervalsOf(CLAIMS);
  const newest = await claimRunRepository(parts).newest(CHECKS.map(({ id }) => id));
  const now = parts.clock().getTime();
  const due = CHECKS.filter(({ id }) => {
    const last = newest.get(id)?.at.getTime() ?? 0;
    return now - last >= (intervals.get(id) ?? 24) * HOUR_MS - SLACK_MS;
  });
  for (const check of due) await runCheck(parts, check, BY_SCHEDULE);
  return due.length;
}

/** Runs what people and visitors asked for, request by request, until nothing waits. */
export async function runRequestedChecks(parts: RunnerParts): Promise<void> {
  const work = claimWorkRepository(parts.query);
  for (let next = await work.take(); next; next = await work.take()) {
    const asked = { by: next.asked_by, account: next.account_id, request: next.request_id };
    for (const check of next.check_ids.flatMap((id) => checkOf(id) ?? []))
      await runCheck(parts, check, asked);
    await work.finish(next.request_id);
  }
}

/** Measures once and writes down what was found, whatever that is. */
export async function runCheck(
  parts: RunnerParts,
  check: Check,
  asked: Asked = BY_SCHEDULE,
): Promise<Measurement> {
  const { query, installation, clock } = parts;
  const began = performance.now();
  const measurement = await measure(parts, check, { figures: claimFigures(query), installation, clock });
  const run = {
    checkId: check.id,
    durationMs: Math.round(performance.now() - began),
    version: installation.commit,
  };
  await claimWorkRepository(query).record(run, measurement, asked);
  return measurement;
}

async function measure(parts: RunnerParts, check: Check, tools: CheckTools): Promise<Measurement> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Measurement>((resolve) => {
    const late = notMeasured(say('Die Messung dauerte zu lange.', 'The measurement took too long.'));
    timer = setTimeout(() => resolve(late), parts.timeoutMs ?? TIMEOUT_MS);
  });
  try {
    return await Promise.race([check.measure(tools), tooLong]);
  } catch (error) {
    parts.report(error, check.id);
    return notMeasured(say('Die Messung ist misslungen.', 'The measurement itself failed.'));
  } finally {
    clearTimeout(timer);
  }
}
