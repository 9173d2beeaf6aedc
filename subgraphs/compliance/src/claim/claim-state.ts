import type { Bilingual } from '#schema/permissions.js';
import type { ClaimCatalogue, ClaimEntry } from '#schema/claims.js';
import { say, type Outcome } from './check.js';

/**
 * Where a claim stands. `partly`: what is measured holds, but not everything that the claim says is measured, or not
 * every check could be run. `supplier`: it rests on a supplier's certificate, which is shown. Never green without
 * evidence.
 */
export type ClaimState = 'proven' | 'partly' | 'failed' | 'supplier' | 'not_checked';

/** The newest run of a check. */
export interface NewestRun {
  readonly checkId: string;
  readonly at: Date;
  readonly outcome: Outcome;
  readonly says: Bilingual;
  /** The commit that ran then. */
  readonly version: string | null;
}

/** State of a claim with its reason. */
export interface Standing {
  readonly state: ClaimState;
  /** Why it is not proven; null when it is. */
  readonly reason: Bilingual | null;
  /** The oldest of the measurements that it rests on. */
  readonly checkedAt: Date | null;
}

const HOUR_MS = 3_600_000;

/** How often each check runs: as often as the most impatient of its claims asks, in hours. */
export function intervalsOf({ claims }: Pick<ClaimCatalogue, 'claims'>): ReadonlyMap<string, number> {
  const hours = new Map<string, number>();
  for (const claim of claims)
    for (const id of claim.checks) hours.set(id, Math.min(hours.get(id) ?? Infinity, claim.everyHours));
  return hours;
}

/** A measurement that should have been repeated twice by now proves nothing any more. */
export function isStale(run: Pick<NewestRun, 'at'>, everyHours: number, now: Date): boolean {
  return now.getTime() - run.at.getTime() > (2 * everyHours + 1) * HOUR_MS;
}

/** The standing of every claim, by number. */
export function standingsOf(
  catalogue: Pick<ClaimCatalogue, 'claims'>,
  runs: ReadonlyMap<string, NewestRun>,
  now: Date,
): ReadonlyMap<number, Standing> {
  const intervals = intervalsOf(catalogue);
  const standings = new Map<number, Standing>();
  const single = catalogue.claims.filter(({ kind }) => kind !== 'roll_up');
  for (const claim of single) standings.set(claim.number, standingOf(claim, runs, intervals, now));
  for (const claim of catalogue.claims.filter(({ kind }) => kind === 'roll_up'))
    standings.set(claim.number, rollUp(claim.claims.flatMap((number) => standings.get(number) ?? [])));
  return standings;
}

function standingOf(
  claim: ClaimEntry,
  runs: ReadonlyMap<string, NewestRun>,
  intervals: ReadonlyMap<string, number>,
  now: Date,
): Standing {
  if (claim.checks.length === 0) return notChecked(NO_CHECK);
  const newest = claim.checks.flatMap((id) => runs.get(id) ?? []);
  const red = newest.find(({ outcome }) => outcome === 'failed');
  // An old failure stays one until something newer says otherwise.
  if (red) return { state: 'failed', reason: red.says, checkedAt: red.at };
  const fresh = newest.filter((run) => !isStale(run, intervals.get(run.checkId) ?? 24, now));
  const good = fresh.filter(({ outcome }) => outcome === 'passed');
  const checkedAt = oldest(good);
  if (good.length === claim.checks.length && claim.isSupplierRow)
    return { state: 'supplier', reason: good[0]?.says ?? null, checkedAt };
  if (good.length === claim.checks.length)
    return claim.beyond
      ? { state: 'partly', reason: claim.beyond, checkedAt }
      : { state: 'proven', reason: null, checkedAt };
  const open = fresh.find(({ outcome }) => outcome === 'not_measured')?.says;
  if (good.length > 0)
    return { state: 'partly', reason: missing(good.length, claim.checks.length, open), checkedAt };
  if (open) return notChecked(open);
  return notChecked(newest.length > 0 ? TOO_OLD : NEVER_RUN);
}

function rollUp(parts: readonly Standing[]): Standing {
  const red = parts.find(({ state }) => state === 'failed');
  if (red) return { state: 'failed', reason: red.reason, checkedAt: red.checkedAt };
  const whole = parts.filter(({ state }) => state === 'proven' || state === 'supplier').length;
  const some = parts.filter(({ state }) => state === 'partly').length;
  const checkedAt = oldest(parts.flatMap((part) => (part.checkedAt ? [{ at: part.checkedAt }] : [])));
  if (whole === parts.length && whole > 0) return { state: 'proven', reason: null, checkedAt };
  if (whole + some === 0) return notChecked(NEVER_RUN);
  return {
    state: 'partly',
    checkedAt,
    reason: say(
      `Von ${parts.length} Zusagen, auf denen sie ruht, sind ${whole} ganz und ${some} teilweise belegt.`,
      `Of the ${parts.length} claims that it rests on, ${whole} are proven and ${some} in part.`,
    ),
  };
}

const notChecked = (reason: Bilingual): Standing => ({ state: 'not_checked', reason, checkedAt: null });

const NO_CHECK = say('Dafür gibt es noch keine Messung.', 'There is no measurement of this yet.');
const NEVER_RUN = say('Noch nicht gemessen.', 'Not measured yet.');
const TOO_OLD = say('Die letzte Messung ist zu alt.', 'The last measurement is too old.');

function missing(good: number, all: number, open: Bilingual | undefined): Bilingual {
  const reason = open ?? TOO_OLD;
  return say(
    `${good} von ${all} Messungen liegen vor. ${reason.de}`,
    `${good} of ${all} measurements are at hand. ${reason.en}`,
  );
}

function oldest(runs: readonly { readonly at: Date }[]): Date | null {
  return runs.length === 0 ? null : new Date(Math.min(...runs.map(({ at }) => at.getTime())));
}
