import { createHash, randomBytes } from 'node:crypto';

/** A token of 256 random bits, as it stands in the link, and its hash, as it is kept. */
export function newInvitationToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashInvitationToken(token) };
}

/** SHA-256 of a token; a slow hash would add nothing to 256 random bits (OWASP ASVS 5.0.0 §11.4). */
export function hashInvitationToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
