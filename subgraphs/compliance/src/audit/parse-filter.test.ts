import { describe, expect, test } from 'vitest';
import { parseFilter } from './parse-filter.js';
import { parsePosition } from './parse-position.js';

const ID = '0199a0c8-0000-7000-8000-000000000001';

describe('a filter', () => {
  test('leaves out what was not chosen', () => {
    expect(parseFilter(null)).toEqual({});
    expect(parseFilter({ actions: [], actorId: null, outcome: 'denied' })).toEqual({ outcome: 'denied' });
    expect(parseFilter({ from: new Date('2026-11-23T08:00:00Z'), subjectId: ID })).toEqual({
      from: '2026-11-23T08:00:00.000Z',
      subjectId: ID,
    });
  });

  test('with an id that cannot be one matches nothing', () => {
    for (const field of ['actorId', 'subjectId', 'spaceId'])
      expect(parseFilter({ [field]: "' OR 1=1" })).toBeNull();
  });

  test('names the field that is wrong, and the way out', () => {
    const from = new Date('2026-11-23T08:00:00Z');
    expect(() => parseFilter({ from, to: from })).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        options: { field: 'filter.to', message: expect.anything() },
      }),
    );
    expect(() => parseFilter({ actions: ['DROP TABLE'] })).toThrow(/no such action/);
    expect(() => parseFilter({ actions: Array.from({ length: 101 }, () => 'a.b') })).toThrow(/At most 100/);
    for (const year of ['0000-12-31', '+010000-01-01'])
      expect(() => parseFilter({ from: new Date(year) })).toThrow(/year from 1 to 9999/);
    expect(() => parseFilter({ outcome: 'perhaps' as 'ok' })).toThrow(/Allowed are: ok, denied, failed/);
  });
});

describe('a position', () => {
  test('is the one of an entry, to the microsecond', () => {
    expect(parsePosition(null)).toBeNull();
    expect(parsePosition(['2026-11-23T08:00:00.123456Z', ID])).toEqual(['2026-11-23T08:00:00.123456Z', ID]);
  });

  test('of another list is refused', () => {
    for (const values of [
      ['1', ID],
      ['2026-13-45T99:00:00.123456Z', ID],
      ['2026-11-23T08:00:00.123456Z', 'x'],
    ]) {
      expect(() => parsePosition(values)).toThrow(/cursor is not valid/);
    }
  });
});
