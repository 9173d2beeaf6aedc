import type { RecordedChange } from '#runtime/audit/encoding.js';
import { canonicalJson } from '#runtime/audit/encoding.js';
import { isId } from '#runtime/graphql/ids.js';
import type { Label } from './label.repository.js';

/** The name behind an id, as far as the reader may know it. */
export type NameOf = (kind: Label['kind'], id: unknown) => string | null;

/** What changed, looked up by entity and field; `undefined` where nothing of that kind was recorded. */
export interface Particulars {
  before(entity: string, field: string): RecordedChange['before'];
  after(entity: string, field: string): RecordedChange['after'];
  /** How many records got this field. */
  count(entity: string, field: string): number;
  readonly all: readonly RecordedChange[];
}

/** Makes the changes of one entry easy to ask for. */
export function particularsOf(all: readonly RecordedChange[]): Particulars {
  const first = (entity: string, field: string, side: 'before' | 'after'): RecordedChange['before'] =>
    all.find((each) => each.entity === entity && each.field === field && each[side] !== undefined)?.[side];
  return {
    all,
    before: (entity, field) => first(entity, field, 'before'),
    after: (entity, field) => first(entity, field, 'after'),
    count: (entity, field) =>
      all.filter((each) => each.entity === entity && each.field === field && each.after !== undefined).length,
  };
}

/** Whether nothing is different from before. */
export const isUnchanged = (changes: readonly RecordedChange[]): boolean =>
  changes.every(({ before = null, after = null }) => canonicalJson(before) === canonicalJson(after));

/** What the ids in these columns are ids of. */
const KINDS: Readonly<Record<string, Label['kind']>> = {
  principal_id: 'User',
  account_id: 'User',
  owner_id: 'User',
  requested_by: 'User',
  decided_by: 'User',
  revoked_by: 'User',
  invited_by: 'User',
  space_id: 'Space',
  parent_id: 'Document',
  // Built-in roles are stored by a key instead, which has words of its own.
  group_id: 'Group',
  child_group_id: 'Group',
  connection_id: 'Connection',
  role_key: 'Role',
  space_role_key: 'Role',
  granted_role: 'Role',
};

/** What a column's ids are ids of; `null` for other columns. */
export const kindOf = (field: string): Label['kind'] | null => KINDS[field] ?? null;

/** Everything in these changes that has a name, as `Kind:id`. */
export function namedIn(changes: readonly RecordedChange[]): string[] {
  const keys = changes.flatMap(({ field, before, after }) => {
    const kind = kindOf(field);
    return kind ? [before, after].filter((id) => isId(id)).map((id) => `${kind}:${String(id)}`) : [];
  });
  return [...new Set(keys)];
}
