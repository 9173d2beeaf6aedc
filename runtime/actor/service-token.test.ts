import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { redactText } from '../logging/redact.js';
import { newServiceToken, serviceTokenHash } from './service-token.js';

describe('a token of a service account', () => {
  const { token, hash, hint } = newServiceToken();

  it('is stored as a hash and recognised by it', () => {
    expect(hash).toEqual(createHash('sha256').update(token).digest());
    expect(serviceTokenHash(token)).toEqual(hash);
    expect(token.endsWith(hint)).toBe(true);
  });

  it('is never the same twice, and always of one length', () => {
    const tokens = Array.from({ length: 200 }, () => newServiceToken().token);
    expect(new Set(tokens).size).toBe(200);
    expect(new Set(tokens.map(({ length }) => length))).toEqual(new Set([53]));
  });

  it.each([
    ['empty', ''],
    ['cut off', token.slice(0, -1)],
    ['with one character changed', token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))],
    ['with another prefix', token.replace('kpx_', 'kpy_')],
    ['with something behind it', `${token} `],
  ])('is refused %s, without asking anybody', (_how, text) => {
    expect(serviceTokenHash(text)).toBeNull();
  });

  it('is masked in logs', () => {
    expect(redactText(`curl said ${token} was wrong`)).toBe('curl said ••• was wrong');
  });
});
