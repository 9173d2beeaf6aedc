import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.js';

describe('the place to go on at', () => {
  it.each(['/', '/o/acme/d/x?y=1#z', '/o/acme/admin/sign-in?step=3'])('is kept: %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    ...[
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https://evil.example/',
      'javascript:alert(1)',
    ],
    ...[
      'evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      '',
      null,
    ],
    ...[`/${'x'.repeat(2000)}`, '/o/ä', '/o/ x'],
  ])('is not another one: %j', (path) => {
    expect(returnPath(path)).toBe('/');
  });
});
