import type { Keyring } from '#runtime/crypto/keyring.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import { checkOf } from '../claim/all-checks.js';
import { runCheck, type RunnerParts } from '../claim/run-checks.js';
import { canaryRepository, isolationRunRepository } from './canary.repository.js';
import { ISOLATION_LEAK_TOPIC, type LeakPayload } from './isolation-leak-mail.js';
import { runCanaries, type CanaryRunParts, type CanaryRunResult } from './run-canaries.js';

/** What the canaries work with. */
export interface CanaryWorkParts extends RunnerParts, Pick<CanaryRunParts, 'questions' | 'only' | 'paceMs'> {
  readonly keyring: Keyring;
}

/** The check of the claims board that reads what the canaries found. */
export const CANARY_CHECK = 'isolation.canaries';

const HOUR_MS = 3_600_000;
const SLACK_MS = 5 * 60_000;
const TOLD = 5;

/** Runs the canaries when the operator’s setting says that it is time. Answers null when it is not. */
export async function runDueCanaries(parts: CanaryWorkParts): Promise<CanaryRunResult | null> {
  const hours = await canaryRepository(parts.query).hours();
  if (hours === null || hours === 0) return null;
  const [last] = await isolationRunRepository(parts).newest(1);
  const age = parts.clock().getTime() - (last?.at.getTime() ?? 0);
  // What never got as far as asking is tried again soon.
  const wait = last?.outcome === 'unreachable' ? HOUR_MS : hours * HOUR_MS;
  return age >= wait - SLACK_MS ? runCanariesNow(parts) : null;
}

/**
 * Runs the canaries now and writes down what they found; the claims that rest on it follow at once, and the operator's
 * owners get a mail when something was found.
 */
export async function runCanariesNow(parts: CanaryWorkParts): Promise<CanaryRunResult> {
  const { installation, questions, paceMs, only } = parts;
  const canaries = canaryRepository(parts.query);
  const { own, commit: version } = installation;
  const result = await runCanaries({
    own,
    questions,
    canaries,
    version,
    ...(paceMs === undefined ? {} : { paceMs }),
    ...(only ? { only } : {}),
  });
  const runId = await canaries.record(result.figures, result.findings);
  if (result.figures.outcome === 'leaked') await warnOperator(parts, runId, result);
  const check = checkOf(CANARY_CHECK);
  if (check) await runCheck(parts, check);
  return result;
}

async function warnOperator(
  { query, keyring }: CanaryWorkParts,
  runId: string,
  { figures: { leaks, oracles }, findings }: CanaryRunResult,
): Promise<void> {
  const canaries = canaryRepository(query);
  for (const { slug, account_id: accountId } of await canaries.operatorOwners()) {
    const payload: LeakPayload = { accountId, slug, leaks, oracles, findings: findings.slice(0, TOLD) };
    const sealed = keyring.seal('outbox', Buffer.from(JSON.stringify(payload)), ISOLATION_LEAK_TOPIC);
    await canaries.warn(runId, sealed);
  }
}

/** The job of the worker: looks every ten minutes whether it is time. */
export function canaryJob(run: () => Promise<unknown>): ScheduledJob {
  return { name: 'isolation.canaries', schedule: '*/10 * * * *', run: async () => void (await run()) };
}
