import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  decodeRecordedChanges,
  encodeRecordedChanges,
  encodeEntry,
  MASK,
  type EntryRecord,
  type RecordedChange,
} from './encoding.js';

const SUBJECT = '0199a0c8-0000-7000-8000-00000000000a';
const record: EntryRecord = {
  entryId: '0199a0c8-0000-7000-8000-000000000001',
  at: '2026-11-23T08:00:00.123456Z',
  orgId: '0199a0c8-0000-7000-8000-000000000002',
  spaceId: null,
  actorKind: 'user',
  actorId: SUBJECT,
  sessionId: '0199a0c8-0000-7000-8000-000000000003',
  action: 'document.publish',
  subjectType: 'Document',
  subjectId: '0199a0c8-0000-7000-8000-000000000004',
  outcome: 'ok',
  code: null,
  changes: [
    {
      entity: 'Document',
      id: '0199a0c8-0000-7000-8000-000000000004',
      field: 'revision',
      class: 'technical',
      before: 3,
      after: 4,
    },
  ],
  requestId: 'Straße',
  operation: 'PublishDocument',
};

describe('the canonical form', () => {
  test('is the one of RFC 8785, §3.2.2 and §3.2.3', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\u0022\u002f",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(keys)) as object)).toHaveLength(7);
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  test('does not exist for what is not JSON', () => {
    for (const bad of [Number.NaN, Infinity, '\ud800', undefined, () => 1]) {
      expect(() => canonicalJson(bad)).toThrow();
    }
  });

  test('does not depend on the order in which fields were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('an entry', () => {
  // These bytes are on record in customers' exports: if this test fails, the encoding changed and `v` must too.
  test('has these bytes, for good', () => {
    const text = encodeEntry(record);
    expect(text).toBe(
      '{"action":"document.publish","actorId":"0199a0c8-0000-7000-8000-00000000000a","actorKind":"user",' +
        '"at":"2026-11-23T08:00:00.123456Z","changes":[{"after":4,"before":3,"class":"technical","entity":"Document",' +
        '"field":"revision","id":"0199a0c8-0000-7000-8000-000000000004"}],"code":null,' +
        '"entryId":"0199a0c8-0000-7000-8000-000000000001","operation":"PublishDocument",' +
        '"orgId":"0199a0c8-0000-7000-8000-000000000002","outcome":"ok","requestId":"Straße",' +
        '"sessionId":"0199a0c8-0000-7000-8000-000000000003","spaceId":null,' +
        '"subjectId":"0199a0c8-0000-7000-8000-000000000004","subjectType":"Document","v":1}',
    );
    expect(createHash('sha256').update(text, 'utf8').digest('hex')).toMatchInlineSnapshot(
      `"cd82faf4ade9f55735850b1ae256c4b26a695fe8268c5fb4ff0d87dcfb76f843"`,
    );
  });

  test('says every field, and no other', () => {
    const { code: _code, ...incomplete } = record;
    expect(() => encodeEntry(incomplete as EntryRecord)).toThrow(/code/);
    expect(() => encodeEntry({ ...record, ip: '192.0.2.1' } as EntryRecord)).toThrow(/ip/);
    expect(() => encodeEntry({ ...record, at: '2026-11-23T08:00:00.123Z' })).toThrow(/six digits/);
    expect(() => encodeEntry({ ...record, entryId: record.entryId.toUpperCase() + 'A' })).toThrow(/UUID/);
  });
});

describe('changes', () => {
  const of = (change: Partial<RecordedChange>): RecordedChange => ({
    entity: 'Account',
    id: SUBJECT,
    field: 'name',
    class: 'technical',
    ...change,
  });

  test('come back as they went in, in one order', () => {
    const changes = [
      of({ field: 'b', after: { x: [1, 'ä'] } }),
      of({ field: 'a', before: null, after: true }),
    ];
    expect(decodeRecordedChanges(encodeRecordedChanges(changes))).toEqual([changes[1], changes[0]]);
    expect(encodeRecordedChanges(changes)).toBe(encodeRecordedChanges([...changes].reverse()));
  });

  test('keep secrets masked, content hashed and personal data sealed, or fail', () => {
    const hash = `sha256:${'a'.repeat(64)}`;
    expect(() => encodeRecordedChanges([of({ class: 'secret', after: MASK })])).not.toThrow();
    expect(() => encodeRecordedChanges([of({ class: 'content', after: { hash, size: 12 } })])).not.toThrow();
    expect(() =>
      encodeRecordedChanges([of({ class: 'personal', after: { cipher: 'AAAA', subject: SUBJECT } })]),
    ).not.toThrow();
    expect(() => encodeRecordedChanges([of({ class: 'secret', before: 'canary-password' })])).toThrow(
      /in the clear/,
    );
    expect(() => encodeRecordedChanges([of({ class: 'content', after: 'canary text' })])).toThrow(
      /in the clear/,
    );
    expect(() =>
      encodeRecordedChanges([of({ class: 'content', after: { hash, size: 12, text: 'canary' } })]),
    ).toThrow(/in the clear/);
    expect(() => encodeRecordedChanges([of({ class: 'personal', after: 'Ada Berg' })])).toThrow(
      /in the clear/,
    );
  });

  test('shortens the changes of thousands of records in one way, and says what was left out', () => {
    const changes = Array.from({ length: 5_000 }, (_unused, index) => ({
      entity: 'Document',
      id: `01890000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      field: 'trashed_at',
      class: 'technical' as const,
      after: '2026-11-23T10:00:00.000Z',
    }));
    const text = encodeRecordedChanges(changes);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(262_144);
    expect(encodeRecordedChanges(changes.toReversed())).toBe(text);
    const kept = decodeRecordedChanges(text);
    expect(kept.slice(0, -1)).toEqual(changes.slice(0, kept.length - 1));
    const all = canonicalJson(changes);
    expect(kept.at(-1)).toEqual({
      entity: 'AuditEntry',
      id: '',
      field: 'omitted_changes',
      class: 'technical',
      after: {
        count: 5_000 - (kept.length - 1),
        hash: `sha256:${createHash('sha256').update(all).digest('hex')}`,
        size: Buffer.byteLength(all),
      },
    });
  });
});
