import { describe, expect, it } from 'vitest';
import { daysBetween, firstDay, periodOf, today } from './usage-days.ts';

describe('The days of the usage page', () => {
  it('are counted where the reader is, the last one included', () => {
    expect(today(new Date(2026, 10, 23, 23, 30))).toBe('2026-11-23');
    expect(firstDay('2026-03-02', 7)).toBe('2026-02-24');
    expect(firstDay('2026-11-23', 1)).toBe('2026-11-23');
  });

  it('have the sum of all people and purposes, and nothing where nothing was used', () => {
    const entry = (day: string, promptTokens: number, completionTokens: number) => ({
      day,
      promptTokens,
      completionTokens,
    });
    const entries = [entry('2026-02-28', 10, 1), entry('2026-02-28', 5, 0), entry('2026-03-02', 0, 3)];
    expect(daysBetween('2026-02-27', '2026-03-02', entries)).toEqual([
      { day: '2026-02-27', tokens: 0 },
      { day: '2026-02-28', tokens: 16 },
      { day: '2026-03-01', tokens: 0 },
      { day: '2026-03-02', tokens: 3 },
    ]);
  });

  it.each([
    ['7', 7],
    ['90', 90],
    ['31', 30],
    [null, 30],
  ])('are of a known period: %s', (value, days) => {
    expect(periodOf(value)).toBe(days);
  });
});
