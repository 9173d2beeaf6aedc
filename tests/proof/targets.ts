import { newId } from '#runtime/graphql/ids.js';
import type { Asker } from './asker.js';
import type { Place } from './places.js';

/** How what is asked for lies to the one who asks. */
export const RELATIONS = ['own', 'other Space', 'other Organization', 'missing'] as const;

/** One of {@link RELATIONS}. */
export type Relation = (typeof RELATIONS)[number];

/** Finds ids to put into the places of an operation. */
export interface Targets {
  /** Ids of a type in a relation, a few, always the same; none when the population has none. */
  ids(type: string, relation: Relation, asker: Asker): readonly string[];
}

/** Where the rows of a type lie when no answer named one: `DocumentVersion` in `….document_version`. */
const TABLES: Readonly<Record<string, string>> = {
  User: 'identity.account',
  Member: 'tenancy.membership',
  Session: 'identity.session',
  Organization: 'tenancy.organization',
};

const MANY = 2;

/** Makes the finder over all rows and the ids that answers named by type. */
export function createTargets(
  places: ReadonlyMap<string, Place>,
  named: ReadonlyMap<string, ReadonlySet<string>>,
  colleagues: ReadonlyMap<string, ReadonlySet<string>>,
): Targets {
  const rowsOf = new Map<string, string[]>();
  for (const [id, { table }] of places) rowsOf.set(table, [...(rowsOf.get(table) ?? []), id]);
  const tables = [...rowsOf.keys()];
  const known = new Map<string, readonly string[]>();
  const all = (type: string): readonly string[] => {
    const table = TABLES[type] ?? tables.find((name) => name.endsWith(`.${snake(type)}`));
    return [...new Set([...(named.get(type) ?? []), ...(table ? (rowsOf.get(table) ?? []) : [])])];
  };
  return {
    ids(type, relation, asker) {
      // A new one each time: the trail tells its readers which ids they tried.
      if (relation === 'missing') return [newId()];
      const key = `${type} ${relation} ${asker.name}`;
      let found = known.get(key);
      if (!found) {
        found = all(type).filter((id) => relationOf(id, places, asker, colleagues) === relation);
        // Of their own the oldest, too: some things have more to them than others.
        found =
          relation === 'own'
            ? [...new Set([...found.slice(0, MANY), ...found.slice(-MANY)])]
            : found.slice(-MANY);
        known.set(key, found);
      }
      return found;
    },
  };
}

function relationOf(
  id: string,
  places: ReadonlyMap<string, Place>,
  asker: Asker,
  colleagues: ReadonlyMap<string, ReadonlySet<string>>,
): Relation | null {
  const place = places.get(id);
  if (!place) return null;
  if (place.table === 'identity.account') {
    if (id === asker.person?.id) return 'own';
    return colleagues.get(asker.organization.id)?.has(id) ? 'own' : 'other Organization';
  }
  if (place.orgId === null) return place.accountId === asker.person?.id ? 'own' : 'other Organization';
  const { rights } = asker;
  // What was opened for support is for whoever gives support, wherever it is.
  if (place.table === 'tenancy.support_access' && rights.organization?.has('operator.support')) return 'own';
  if (place.orgId !== asker.organization.id) return 'other Organization';
  if (place.table === 'tenancy.invitation' && rights.organization?.has('member.invite')) return 'own';
  if (place.table === 'tenancy.space' && rights.recovers.has(id)) return 'own';
  if (place.documentId !== null && asker.closed.has(place.documentId)) return 'other Space';
  if (place.spaceId === null) return 'own';
  return asker.reads.includes(place.spaceId) ? 'own' : 'other Space';
}

const snake = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
