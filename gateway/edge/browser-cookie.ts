import { createHash, randomBytes } from 'node:crypto';
import type { EdgeStep } from './edge-step.js';

const TOKEN = /^[\w-]{43}$/;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * The cookie by which a browser is known again: it ties a sign-in at another site to the browser that began it
 * (login CSRF, RFC 6749 §10.12), and tells known devices from new ones. It proves nothing about anybody.
 */
export function browserCookieName({ tls, port }: { tls: boolean; port: number | string }): string {
  return tls ? '__Host-kopexa_browser' : `kopexa_browser_${port}`;
}

/** Reads the cookie, or makes one that is sent only when something comes of the request. */
export const noteBrowser: EdgeStep = (request, _reply, { site, tls }) => {
  const name = browserCookieName({ tls, port: site().port });
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  const [token] = found;
  const isKnown = found.length === 1 && token !== undefined && TOKEN.test(token);
  request.edge.browser = isKnown
    ? { token, isNew: false }
    : { token: randomBytes(32).toString('base64url'), isNew: true };
};

/** What subgraphs and the audit trail get of it: its hash (SHA-256, base64url). */
export function browserHash({ token }: { token: string }): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The Set-Cookie header (RFC 6265bis; OWASP ASVS 5.0 V3.3). */
export function browserCookie(token: string, where: { tls: boolean; port: number | string }): string {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${where.tls ? '; Secure' : ''}`;
  return `${browserCookieName(where)}=${token}; ${attributes}; Max-Age=${YEAR_SECONDS}`;
}
