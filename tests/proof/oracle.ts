import { comparableText } from '#runtime/probe/answers.js';
import { canaryWordsIn } from '#runtime/probe/words.js';
import type { Canary } from './canaries.js';
import type { Asker } from './asker.js';
import type { Place } from './places.js';

/** Who belongs, or belonged, to each Organization, by its id. */
export type Colleagues = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What may be seen although the row lies elsewhere, and why. `who` is asked of the test's own knowledge of the
 * people; a reason that does not hold any more has to go.
 */
interface Exception {
  readonly columns: RegExp;
  readonly why: string;
  readonly who: (asker: Asker, canary: Canary, colleagues: Colleagues) => boolean;
}

/** Knows who may see what from how the population was made: it asks the product nothing. */
export interface Oracle {
  /** The canaries in an answer that this asker must never see. */
  foreignIn(text: string, asker: Asker): readonly Canary[];
  /** Whether a row lies outside what the asker reads. */
  isForeign(place: Place, asker: Asker): boolean;
  /** An answer without what differs from one request to the next: only known ids stay. */
  comparable(text: string): string;
}

/** Makes the oracle of a population. */
export function createOracle(
  canaries: readonly Canary[],
  places: ReadonlyMap<string, Place>,
  colleagues: Colleagues,
  exceptions: readonly Exception[] = EXCEPTIONS,
): Oracle {
  const byText = new Map(canaries.map((canary) => [canary.text, canary]));
  const foreign = (canary: Canary, asker: Asker): boolean => {
    if (exceptions.some(({ columns, who }) => columns.test(canary.column) && who(asker, canary, colleagues)))
      return false;
    if (canary.accountId !== null && canary.orgId === null)
      return !knows(asker, canary.accountId, colleagues);
    if (isOutside(canary, asker)) return true;
    return canary.isDraft && canary.spaceId !== null && !asker.drafts.includes(canary.spaceId);
  };
  return {
    foreignIn: (text, asker) =>
      canaryWordsIn(text)
        .flatMap((found) => byText.get(found) ?? [])
        .filter((canary) => foreign(canary, asker)),
    isForeign: isOutside,
    comparable: (text) => comparableText(text.slice(text.indexOf('\n\n')), places),
  };
}

function isOutside(place: Pick<Place, 'orgId' | 'spaceId' | 'documentId'>, asker: Asker): boolean {
  if (!asker.belongs) return true;
  if (place.documentId !== null && asker.closed.has(place.documentId)) return true;
  if (place.orgId !== null && place.orgId !== asker.organization.id) return true;
  return place.spaceId !== null && !asker.reads.includes(place.spaceId);
}

function knows({ person, belongs, organization }: Asker, accountId: string, colleagues: Colleagues): boolean {
  if (person?.id === accountId) return true;
  return belongs && (colleagues.get(organization.id)?.has(accountId) ?? false);
}

/** The exceptions of the product as it is. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    columns: /^tenancy\.organization\.name$/,
    why: 'The list of one’s own Organizations names them all, wherever one acts.',
    who: ({ person, half }, { orgId }, colleagues) =>
      person !== null && !half && orgId !== null && (colleagues.get(orgId)?.has(person.id) ?? false),
  },
  {
    columns: /^tenancy\.space\.name$/,
    why: 'Who may bring deleted Spaces back sees what they are called.',
    who: ({ rights }, { spaceId }) => spaceId !== null && rights.recovers.has(spaceId),
  },
  {
    columns: /^tenancy\.invitation\./,
    why: 'Who invites people sees where to.',
    who: ({ rights, organization }, { orgId }) =>
      orgId === organization.id && (rights.organization?.has('member.invite') ?? false),
  },
  {
    columns: /^tenancy\.(state_version|space)\.name$/,
    why: 'Who reviews access is told the names of Spaces, not what lies in them.',
    who: ({ rights, organization }, { orgId }) =>
      orgId === organization.id && (rights.organization?.has('access.review') ?? false),
  },
  {
    columns: /^tenancy\.(support_access\.reason|organization\.name)$/,
    why: 'Whom support is asked to help, and with what: people of the operator who give support.',
    who: ({ rights }) => rights.organization?.has('operator.support') ?? false,
  },
  {
    columns: /^tenancy\.organization\.name$/,
    why: 'The operator sees which Organizations accepted the contract: name and date, nothing else.',
    who: ({ name }) => name === 'operator',
  },
  {
    columns: /^compliance\.dpa_(publication|version)\./,
    why: 'A published version of the contract is public.',
    who: () => true,
  },
  {
    columns: /^compliance\.supplier(_version|_certificate)?\.(name|(purpose|data)_(de|en)|region)$/,
    why: 'What the public list of sub-processors says.',
    who: () => true,
  },
];
