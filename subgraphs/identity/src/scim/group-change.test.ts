import { describe, expect, test, vi } from 'vitest';
import { MOST_MEMBERS, patchGroup } from './group-change.js';
import { patchSteps } from './patch.js';

const GROUP = '0199aaaa-0000-7000-8000-000000000000';
const idOf = (at: number): string => `0199bbbb-0000-7000-8000-${String(at).padStart(12, '0')}`;
const idsOf = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => idOf(first + at));
const patched = (members: Iterable<string>, Operations: readonly object[]) =>
  patchGroup(
    { displayName: 'Team', externalId: null, members: new Set(members) },
    patchSteps({ Operations }),
    GROUP,
  );
const add = (...ids: readonly string[]) => ({
  op: 'add',
  path: 'members',
  value: ids.map((value) => ({ value })),
});
const remove = (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` });

/** How often anything is put into a set while something runs. */
function putsOf(run: () => void): number {
  let puts = 0;
  const put = Object.getOwnPropertyDescriptor(Set.prototype, 'add')!.value as Set<unknown>['add'];
  const spy = vi.spyOn(Set.prototype, 'add').mockImplementation(function (this: Set<unknown>, value) {
    puts += 1;
    return put.call(this, value);
  });
  try {
    run();
  } finally {
    spy.mockRestore();
  }
  return puts;
}

describe('Members of a group', () => {
  test('are copied once however many operations a PATCH has', () => {
    const members = idsOf(0, 2_000);
    const operations = idsOf(5_000, 100).flatMap((id, at) => [add(id), remove(idOf(at))]);
    const puts = putsOf(() => expect(patched(members, operations).members?.size).toBe(2_000));
    // Twice: into the set that is handed over, and out of it.
    expect(puts).toBeLessThan(2 * members.length + 10 * operations.length);
  });

  test('are what the operations make of them in their order; what was known stays as it was', () => {
    const before = new Set(idsOf(0, 3));
    const { members } = patchGroup(
      { displayName: 'Team', externalId: null, members: before },
      patchSteps({
        Operations: [
          { op: 'replace', path: 'members', value: [{ value: idOf(7) }, { value: idOf(8) }] },
          add(idOf(9), idOf(1).toUpperCase()),
          { op: 'remove', path: `members[value eq "${idOf(7)}" or value eq "${idOf(9)}"]` },
          { op: 'remove', path: 'members', value: [{ value: idOf(8) }] },
          add(idOf(2)),
        ],
      }),
      GROUP,
    );
    expect([...(members ?? [])]).toEqual([idOf(1), idOf(2)]);
    expect([...before]).toEqual(idsOf(0, 3));
    expect(patched(before, [add(idOf(5)), { op: 'remove', path: 'members' }]).members?.size).toBe(0);
  });

  test('are named 5,000 times a request at most, in however many operations', () => {
    const half = MOST_MEMBERS / 2;
    const two = [add(...idsOf(0, half)), add(...idsOf(half, half))];
    expect(patched([], two).members?.size).toBe(MOST_MEMBERS);
    expect(() => patched([], [...two, add(idOf(1))])).toThrow('at most: send several');
  });

  test('and anything else are changed by 500 operations a PATCH at most, also by one that names many attributes', () => {
    const rename = { op: 'replace', path: 'displayName', value: 'Neu' };
    const times = (count: number) => Array.from({ length: count }, () => rename);
    expect(patched([], times(500)).displayName).toBe('Neu');
    expect(() => patched([], times(501))).toThrow('at most: send several');
    const names = Array.from({ length: 600 }, (_, at) =>
      [...'displayname'].map((sign, bit) => ((at >> bit) & 1 ? sign.toUpperCase() : sign)).join(''),
    );
    const wide = { op: 'replace', value: Object.fromEntries(names.map((name) => [name, 'Neu'])) };
    expect(() => patched([], [wide])).toThrow('at most: send several');
  });
});
