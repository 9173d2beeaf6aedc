import { namedIds, visitObjects } from '#runtime/probe/answers.js';

/** Which fields somebody got to see who may. */
export interface Coverage {
  readonly reached: ReadonlySet<string>;
  /** Those of them that an answer to a question showed, not only one to the filling of the population. */
  readonly asked: ReadonlySet<string>;
  /** Ids that answers named, by type. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
  /** Takes an answer in; `root` is `Query` or `Mutation`. */
  take(data: unknown, root: string, isOfFilling?: boolean): void;
}

/** Watches answers. A field counts when it held something; `null` may be a refusal. */
export function createCoverage(): Coverage {
  const reached = new Set<string>();
  const asked = new Set<string>();
  const named = new Map<string, Set<string>>();
  return {
    reached,
    asked,
    named,
    take: (data, root, isOfFilling = false) => {
      visitObjects(
        data,
        (type, object) => {
          for (const [name, value] of Object.entries(object))
            if (value !== null && value !== undefined && !name.startsWith('__'))
              for (const set of isOfFilling ? [reached] : [reached, asked]) set.add(`${type}.${name}`);
        },
        root,
      );
      for (const [type, ids] of namedIds(data))
        named.set(type, new Set([...(named.get(type) ?? []), ...ids]));
    },
  };
}
