import { describe, expect, it } from 'vitest';
import { checkUntil } from './until.js';

const now = new Date('2026-11-23T12:00:00Z');
const at = (text: string): Date | null => checkUntil(new Date(text), now);

describe('the end of what is given', () => {
  it('may be left out', () => {
    expect(checkUntil(null, now)).toBeNull();
    expect(checkUntil(undefined, now)).toBeNull();
  });

  it('lies five minutes to five years ahead', () => {
    expect(at('2026-11-23T12:05:00Z')).toEqual(new Date('2026-11-23T12:05:00Z'));
    expect(at('2031-11-23T12:00:00Z')).toEqual(new Date('2031-11-23T12:00:00Z'));
  });

  it.each(['2026-11-23T12:04:59Z', '2020-01-01T00:00:00Z', '2031-11-23T12:00:01Z', 'not a time'])(
    'is refused by name of its field: %s',
    (text) => {
      expect(() => at(text)).toThrowError(
        expect.objectContaining({
          code: 'INVALID_INPUT',
          options: expect.objectContaining({ field: 'input.until' }) as unknown,
        }) as Error,
      );
    },
  );
});
