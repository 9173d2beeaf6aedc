import { canaryWordOf } from '#runtime/probe/words.js';
import type { CanaryThing } from './canary.repository.js';

/** Where canaries live: two Organizations with two Spaces each. */
export type CanaryOrganization = 'a' | 'b';

/** Somebody who asks, with what they are to see: known from here, never from the product. */
export interface Canary {
  readonly name: string;
  /** Number of the account; null for nobody. */
  readonly account: number | null;
  readonly organization: CanaryOrganization;
  readonly belongs: boolean;
  /** Spaces that they read, as places. */
  readonly reads: readonly string[];
  readonly seesDrafts: boolean;
}

/** An account of a canary Organization and what becomes of it there. */
export interface CanaryAccount {
  readonly number: number;
  readonly organization: CanaryOrganization;
  readonly as: 'owner' | 'member' | 'removed';
}

/** Owner, a member of the first Space alone, and somebody who was removed, in each Organization. */
export const CANARY_ACCOUNTS: readonly CanaryAccount[] = (['a', 'b'] as const).flatMap(
  (organization, index) =>
    (['owner', 'member', 'removed'] as const).map((as, place) => ({
      number: index * 3 + place + 1,
      organization,
      as,
    })),
);

/** Places of the Spaces of an Organization. */
export const spacesOf = (organization: CanaryOrganization): readonly [string, string] => [
  `${organization}/1`,
  `${organization}/2`,
];

/** Everybody who asks: each account, and nobody. */
export const CANARIES: readonly Canary[] = [
  ...CANARY_ACCOUNTS.map(({ number, organization, as }): Canary => {
    const [first, second] = spacesOf(organization);
    const reads = { owner: [first, second], member: [first], removed: [] }[as];
    const name = `the ${as} of Organization ${organization}`;
    return {
      ...{ name, account: number, organization, reads },
      belongs: as !== 'removed',
      seesDrafts: as === 'owner',
    };
  }),
  { name: 'nobody', account: null, organization: 'a', belongs: false, reads: [], seesDrafts: false },
];

/** What lies in a Space and is shown to those who write there alone; or, restricted, to who manages it. */
const DRAFTS = new Set(['draft', 'trashed', 'restricted']);

/** Whether something lies where a canary may not look. */
export function isForeign({ place, recipe }: Pick<CanaryThing, 'place' | 'recipe'>, canary: Canary): boolean {
  if (!canary.belongs || !place.startsWith(canary.organization)) return true;
  if (!place.includes('/')) return false;
  // What one asked for is one’s own, wherever it lies; only members ask.
  if (recipe === 'request' && !canary.seesDrafts) return false;
  return !canary.reads.includes(place) || (DRAFTS.has(recipe) && !canary.seesDrafts);
}

/** The word of a place, which occurs nowhere else in the installation. `seed` is a secret of the installation. */
export const wordOf = (seed: string, place: string, recipe: string): string =>
  canaryWordOf(`${seed} ${place} ${recipe}`);
