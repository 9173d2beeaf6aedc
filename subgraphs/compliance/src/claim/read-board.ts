import { CLAIMS, type ClaimEntry } from '#schema/claims.js';
import type { Bilingual } from '#schema/permissions.js';
import type { IsolationRun, isolationRunRepository } from '../canary/canary.repository.js';
import { CHECKS } from './all-checks.js';
import type { Check } from './check.js';
import type { claimRunRepository } from './claim-run.repository.js';
import { intervalsOf, isStale, standingsOf, type NewestRun, type Standing } from './claim-state.js';

/** A claim with where it stands. */
export interface ClaimOnBoard {
  readonly claim: ClaimEntry;
  readonly section: Bilingual;
  readonly owner: Bilingual;
  readonly standing: Standing;
}

/** A check with its newest run. */
export interface CheckOnBoard {
  readonly check: Check;
  readonly everyHours: number;
  readonly run: NewestRun | null;
  readonly isStale: boolean;
}

/** All claims and checks, as of now. */
export interface Board {
  /** The newest run of all; null when nothing was measured yet. */
  readonly newest: NewestRun | null;
  readonly claims: readonly ClaimOnBoard[];
  readonly checks: readonly CheckOnBoard[];
  /** What the canaries found, newest first. */
  readonly isolationRuns: readonly IsolationRun[];
}

/** About a week of them. */
const SHOWN_RUNS = 28;

/** Puts the board together from the newest runs. */
export async function readBoard(deps: {
  readonly runs: Pick<ReturnType<typeof claimRunRepository>, 'newest'>;
  readonly isolation: ReturnType<typeof isolationRunRepository>;
  readonly clock: () => Date;
}): Promise<Board> {
  const now = deps.clock();
  const intervals = intervalsOf(CLAIMS);
  const runs = await deps.runs.newest(CHECKS.map(({ id }) => id));
  const standings = standingsOf(CLAIMS, runs, now);
  const byTime = [...runs.values()].sort((one, other) => other.at.getTime() - one.at.getTime());
  return {
    newest: byTime[0] ?? null,
    isolationRuns: await deps.isolation.newest(SHOWN_RUNS),
    claims: CLAIMS.claims.map((claim) => ({
      claim,
      section: CLAIMS.sections[claim.section]!,
      owner: CLAIMS.owners[claim.owner]!,
      standing: standings.get(claim.number)!,
    })),
    checks: CHECKS.map((check) => {
      const everyHours = intervals.get(check.id) ?? 24;
      const run = runs.get(check.id) ?? null;
      return { check, everyHours, run, isStale: run !== null && isStale(run, everyHours, now) };
    }),
  };
}
