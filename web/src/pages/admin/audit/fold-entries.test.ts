import { describe, expect, it } from 'vitest';
import { foldEntries, type EntryView } from './fold-entries.ts';

const entry = (minute: number, parts: Partial<EntryView> = {}): EntryView => ({
  __typename: 'AuditEntry',
  id: String(minute),
  at: new Date(Date.UTC(2026, 10, 23, 12, minute)).toISOString(),
  actorKind: 'USER',
  action: 'document.save',
  subjectType: 'Document',
  subjectId: 'policy',
  outcome: 'OK',
  code: null,
  sentence: 'Ada Lange hat gespeichert.',
  operation: 'SaveDraft',
  actor: { __typename: 'User', id: 'ada', name: 'Ada Lange' },
  space: null,
  ...parts,
});
const sizes = (entries: EntryView[]) => foldEntries(entries).map(({ earlier }) => earlier.length + 1);

describe('Folding of editing sessions', () => {
  it('makes one line of saves that follow each other', () => {
    expect(sizes([entry(30), entry(20), entry(5)])).toEqual([3]);
  });

  it('keeps apart what others did, what was done to something else, and what came much later', () => {
    const bob = { __typename: 'User', id: 'bob', name: 'Bob' } as const;
    expect(sizes([entry(9), entry(8, { actor: bob }), entry(7)])).toEqual([1, 1, 1]);
    expect(sizes([entry(9), entry(8, { subjectId: 'other' })])).toEqual([1, 1]);
    expect(sizes([entry(59), entry(5)])).toEqual([1, 1]);
  });

  it('keeps apart what says different things, saves of several versions excepted', () => {
    const publish = (minute: number, sentence: string) =>
      entry(minute, { action: 'document.publish', sentence });
    expect(sizes([publish(9, 'v2'), publish(8, 'v1')])).toEqual([1, 1]);
    expect(sizes([publish(9, 'v2'), publish(8, 'v2')])).toEqual([2]);
    expect(sizes([entry(9, { sentence: 'v2' }), entry(8, { sentence: 'v1' })])).toEqual([2]);
  });

  it('never folds a denial', () => {
    expect(sizes([entry(9, { outcome: 'DENIED' }), entry(8, { outcome: 'DENIED' })])).toEqual([1, 1]);
  });
});
