/** Which fields somebody got to see who may. */
export interface Coverage {
  readonly reached: ReadonlySet<string>;
  /** Ids that answers named, by type. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
  /** Takes an answer in; `root` is `Query` or `Mutation`. */
  take(data: unknown, root: string): void;
}

/** Watches answers. A field counts when it held something; `null` may be a refusal. */
export function createCoverage(): Coverage {
  const reached = new Set<string>();
  const named = new Map<string, Set<string>>();
  const walk = (value: unknown, type?: string): void => {
    if (Array.isArray(value)) {
      for (const each of value) walk(each);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    const own = type ?? (typeof object['__typename'] === 'string' ? object['__typename'] : undefined);
    if (own && typeof object['id'] === 'string')
      named.set(own, (named.get(own) ?? new Set<string>()).add(object['id']));
    for (const [name, inner] of Object.entries(object)) {
      if (inner === null || inner === undefined || name.startsWith('__')) continue;
      if (own) reached.add(`${own}.${name}`);
      walk(inner);
    }
  };
  return { reached, named, take: (data, root) => walk(data, root) };
}
