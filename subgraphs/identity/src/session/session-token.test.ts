import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashToken, newToken } from './session-token.js';

it('is made of 256 random bits, and stored as its hash', () => {
  const made = Array.from({ length: 100 }, newToken);
  for (const { token, hash } of made) {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(hash).toEqual(createHash('sha256').update(token).digest());
    expect(hashToken(token)).toEqual(hash);
  }
  expect(new Set(made.map(({ token }) => token)).size).toBe(100);
});
