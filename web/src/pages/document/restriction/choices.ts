import type { DocumentRestrictionQuery, RestrictionChoicesQuery } from '../../../gql/graphql.ts';

/** An option of a picker. */
export interface Choice {
  value: string;
  label: string;
}

type Current = NonNullable<DocumentRestrictionQuery['document']>['restriction'];

/** Whom one may choose, by name; who is named already stays in the list even without access to the Space. */
export function choicesOf(
  data: RestrictionChoicesQuery | undefined,
  current: Current,
): { people: Choice[]; groups: Choice[] } {
  return {
    people: byName([...(data?.restrictionCandidates ?? []), ...(current?.people ?? [])]),
    groups: byName([...(data?.organization?.groups ?? []), ...(current?.groups ?? [])]),
  };
}

function byName(named: readonly ({ id: string; name: string } | null)[]): Choice[] {
  const choices = new Map(named.flatMap((one) => (one ? [[one.id, one.name] as const] : [])));
  return [...choices]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
