import { describe, expect, it } from 'vitest';
import { parseEnd } from './parse-end.js';

describe('the end of an invitation', () => {
  it('is the last second of a day where it was written, in summer and winter', () => {
    for (const day of ['2026-12-31', '31.12.2026', '31.12.26', '31/12/2026'])
      expect(parseEnd(day, 'Europe/Berlin')?.toISOString(), day).toBe('2026-12-31T22:59:59.000Z');
    expect(parseEnd('2026-07-01', 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T21:59:59.000Z');
    expect(parseEnd('2026-03-29', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T21:59:59.000Z');
    expect(parseEnd('2026-12-31', 'America/New_York')?.toISOString()).toBe('2027-01-01T04:59:59.000Z');
  });

  it('may be a moment', () => {
    expect(parseEnd('2026-12-31T12:00:00Z', 'Europe/Berlin')?.toISOString()).toBe('2026-12-31T12:00:00.000Z');
  });

  it('is nothing when there is no such day', () => {
    for (const text of ['31.02.2026', '2026-13-01', 'morgen', '', '1.1', '2026-12-31T25:00:00Z'])
      expect(parseEnd(text, 'Europe/Berlin'), text).toBeNull();
  });
});
