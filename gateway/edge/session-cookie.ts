import { createHash } from 'node:crypto';
import type { SessionEffect } from '../federation/request-context.js';

const TOKEN = /^[\w-]{20,200}$/;

/**
 * The cookie that carries the session token: `__Host-…` under TLS; in development the port is part of the name,
 * because cookies of localhost are shared by all ports.
 */
export function sessionCookieName({ tls, port }: { tls: boolean; port: number | string }): string {
  return tls ? '__Host-kopexa_session' : `kopexa_session_${port}`;
}

/** SHA-256 of the session token in a Cookie header; `null` when there is none, or when it appears twice. */
export function sessionTokenHash(cookieHeader: string | undefined, name: string): Buffer | null {
  const found = (cookieHeader ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  const [token] = found;
  if (found.length !== 1 || token === undefined || !TOKEN.test(token)) return null;
  return createHash('sha256').update(token).digest();
}

/** The Set-Cookie header for what a subgraph asked (RFC 6265bis; OWASP ASVS 5.0 V3.3). */
export function sessionCookie(
  effect: Exclude<SessionEffect, { kind: 'browser' }>,
  name: string,
  { tls }: { tls: boolean },
): string {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${tls ? '; Secure' : ''}`;
  if (effect.kind === 'clear') return `${name}=; ${attributes}; Max-Age=0`;
  return `${name}=${effect.token}; ${attributes}; Expires=${new Date(effect.expiresAt).toUTCString()}`;
}
