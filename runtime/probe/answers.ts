const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** An answer without what differs from one request to the next: ids that nobody knows, and times. */
export function comparableText(text: string, known: { readonly has: (id: string) => boolean }): string {
  return text.replace(UUID, (id) => (known.has(id) ? id : 'id')).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');
}

/** The ids that an answer names, by the type that `__typename` says beside them. */
export function namedIds(data: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  visitObjects(data, (type, object) => {
    if (typeof object['id'] === 'string')
      named.set(type, (named.get(type) ?? new Set<string>()).add(object['id']));
  });
  return named;
}

/** Calls for every object of an answer that says its type; `root` is the type of the outermost one. */
export function visitObjects(
  data: unknown,
  visit: (type: string, object: Readonly<Record<string, unknown>>) => void,
  root?: string,
): void {
  if (Array.isArray(data)) {
    for (const each of data) visitObjects(each, visit);
    return;
  }
  if (typeof data !== 'object' || data === null) return;
  const object = data as Record<string, unknown>;
  const type = root ?? (typeof object['__typename'] === 'string' ? object['__typename'] : undefined);
  if (type) visit(type, object);
  for (const [name, inner] of Object.entries(object)) {
    if (name.startsWith('__')) continue;
    visitObjects(inner, visit);
  }
}
