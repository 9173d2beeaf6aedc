import { describe, expect, it } from 'vitest';
import { isOwnPlace } from './next-place.ts';

describe('Where signing in leads to', () => {
  it.each(['/', '/o/nordwerk/d/x?from=1', '/sign-up?token=a'])('may be a path of this site: %s', (place) => {
    expect(isOwnPlace(place)).toBe(true);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    'evil',
  ])('is never another site: %s', (place) => {
    expect(isOwnPlace(place)).toBe(false);
  });
});
