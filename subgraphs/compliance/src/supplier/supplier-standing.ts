import type { Adapter, ReviewOutcome, SupplierRecord } from './supplier.js';

/** How a supplier stands today. */
export type Standing =
  'retired' | 'rejected' | 'not_reviewed' | 'expired' | 'changed' | 'due_soon' | 'reviewed';

/** What a supplier is judged by, for the screen and for the start alike. */
export interface SupplierFacts {
  readonly retired: boolean;
  readonly adapters: readonly string[];
  readonly hosts: readonly string[];
  /** The newest review, with what the reviewed version said. */
  readonly review: {
    readonly outcome: ReviewOutcome;
    readonly nextReviewOn: string;
    readonly adapters: readonly string[];
    readonly hosts: readonly string[];
  } | null;
  /** Those that were not withdrawn. */
  readonly certificates: readonly { readonly validFrom: string; readonly validUntil: string }[];
}

/** So many days before an end it shows. */
export const DUE_SOON_DAYS = 60;

/**
 * Judges a supplier on a day (`YYYY-MM-DD`): the newest review decides, for as long as it says and as long as a
 * certificate is valid, and for what it saw.
 */
export function standingOf(facts: SupplierFacts, today: string): Standing {
  if (facts.retired) return 'retired';
  if (!facts.review) return 'not_reviewed';
  if (facts.review.outcome === 'rejected') return 'rejected';
  const end = endOf(facts, today);
  if (end === null || end < today) return 'expired';
  if (!isCovered(facts)) return 'changed';
  return end <= addDays(today, DUE_SOON_DAYS) ? 'due_soon' : 'reviewed';
}

/** The last day on which the supplier may be used as things stand; `null` when no certificate is valid today. */
export function endOf({ review, certificates }: SupplierFacts, today: string): string | null {
  const last = validCertificates(certificates, today)
    .map(({ validUntil }) => validUntil)
    .toSorted()
    .at(-1);
  if (last === undefined || !review) return null;
  return review.nextReviewOn < last ? review.nextReviewOn : last;
}

/** Certificates that are valid on a day. */
export function validCertificates<One extends { readonly validFrom: string; readonly validUntil: string }>(
  certificates: readonly One[],
  today: string,
): One[] {
  return certificates.filter(({ validFrom, validUntil }) => validFrom <= today && today <= validUntil);
}

/** Whether this way out to this host may be used today: reviewed, unexpired, and both were seen by the review. */
export function covers(facts: SupplierFacts, adapter: Adapter, host: string, today: string): boolean {
  if (!['reviewed', 'due_soon', 'changed'].includes(standingOf(facts, today)) || !facts.review) return false;
  const seen = [facts, facts.review];
  return seen.every(
    ({ adapters, hosts }) =>
      adapters.includes(adapter) && hosts.some((pattern) => matchesHost(pattern, host.toLowerCase())),
  );
}

/** `mail.example.com` matches itself, `*.example.com` every name below `example.com`. */
export function matchesHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*.')
    ? host.length > pattern.length - 1 && host.endsWith(pattern.slice(1))
    : pattern === host;
}

/** What a supplier on record is judged by. */
export function factsOf({ versions, reviews, certificates }: SupplierRecord): SupplierFacts {
  const [current] = versions;
  const [newest] = reviews;
  const seen = versions.find(({ version }) => version === newest?.version);
  return {
    retired: current?.retired ?? true,
    adapters: current?.adapters ?? [],
    hosts: current?.hosts ?? [],
    review: newest && seen ? { ...newest, adapters: seen.adapters, hosts: seen.hosts } : null,
    certificates: certificates.filter(({ withdrawn }) => withdrawn === null),
  };
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day of a moment, in UTC as the jobs run. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Whether a day has ended everywhere: days end last at UTC−12, and whoever picks today may sit anywhere. */
export const isOver = (day: string, now: Date): boolean =>
  day < dayOf(new Date(now.getTime() - 12 * 3_600_000));

function isCovered({ adapters, hosts, review }: SupplierFacts): boolean {
  return (
    review !== null &&
    adapters.every((each) => review.adapters.includes(each)) &&
    hosts.every((each) => review.hosts.includes(each))
  );
}
