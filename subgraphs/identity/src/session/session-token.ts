import { createHash, randomBytes } from 'node:crypto';

/** A new session token: 256 random bits for the cookie, and the SHA-256 that is stored (ASVS 5.0.0 V7.2.3). */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** The stored form of a session, sign-up or first-run token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
