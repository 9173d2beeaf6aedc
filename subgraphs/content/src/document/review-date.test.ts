import { describe, expect, it } from 'vitest';
import { addMonths, isDay } from './review-date.js';

describe('review dates', () => {
  it('fall on the same day of a later month, or on its last day', () => {
    expect(addMonths(new Date('2026-11-23T23:59:00Z'), 12)).toBe('2027-11-23');
    expect(addMonths(new Date('2026-08-31T00:00:00Z'), 6)).toBe('2027-02-28');
    expect(addMonths(new Date('2027-08-31T00:00:00Z'), 6)).toBe('2028-02-29');
    expect(addMonths(new Date('2026-12-01T00:00:00Z'), 36)).toBe('2029-12-01');
  });

  it('are days that exist', () => {
    expect(isDay('2028-02-29')).toBe(true);
    for (const bad of [
      '2027-02-29',
      '2027-13-01',
      '1999-01-01',
      '2027-1-1',
      '2027-01-01T00:00',
      'bald',
      '',
    ]) {
      expect(isDay(bad), bad).toBe(false);
    }
  });
});
