import { decodeJwt, decodeProtectedHeader, type ProtectedHeaderParameters } from 'jose';
import { shown, type CheckList } from '../checks.js';
import { SKEW_SECONDS } from './configuration.js';
import type { OidcCheckName } from './names.js';

/** Claims of a token, not yet believed. */
export type Claims = Readonly<Record<string, unknown>>;

/** What an ID token must agree with. */
export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly algorithms: readonly string[];
  readonly nonce: string;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Seconds since the epoch: a newer authentication was asked for; null when any will do. */
  readonly authenticatedSince: number | null;
}

const HOUR = 3600;
const MOST_SUBJECT = 255;

/**
 * Looks at everything that an ID token says (OpenID Connect Core 1.0 §3.1.3.7), its signature aside. openid-client
 * looks at most of it as well; here each has a name, and what it leaves to us is refused: an `iat` that lies ahead.
 */
export function checkIdToken(token: string, expected: Expected, list: CheckList<OidcCheckName>): Claims {
  const { header, claims } = decode(token, list);
  const type = header.typ?.toLowerCase();
  list.demand(
    'oidc.algorithm',
    expected.algorithms.includes(header.alg ?? '') && header.crit === undefined && (type ?? 'jwt') === 'jwt',
    `${shown(header.alg)}, allowed ${expected.algorithms.join(', ')}`,
  );
  checkParties(claims, expected, list);
  checkTimes(claims, expected, list);
  list.demand(
    'oidc.nonce',
    claims.nonce === expected.nonce,
    claims.nonce === undefined ? 'missing' : 'compared',
  );
  checkAuthentication(claims, expected, list);
  const subject = claims.sub;
  const isSubject = typeof subject === 'string' && subject.length > 0 && subject.length <= MOST_SUBJECT;
  list.demand('oidc.subject', isSubject, shown(subject));
  return claims;
}

interface Decoded {
  readonly header: ProtectedHeaderParameters;
  readonly claims: Claims;
}

/** Reads a token without believing it. */
function decode(token: string, list: CheckList<OidcCheckName>): Decoded {
  try {
    const [header, claims] = [decodeProtectedHeader(token), decodeJwt(token)];
    list.demand('oidc.id_token', true, 'a signed token');
    return { header, claims: claims };
  } catch {
    return list.refuse('oidc.id_token', 'not a signed token (JWS)');
  }
}

function checkParties(claims: Claims, { issuer, clientId }: Expected, list: CheckList<OidcCheckName>): void {
  list.demand('oidc.issuer', claims.iss === issuer, `${shown(claims.iss)}, expected ${issuer}`);
  const audience = typeof claims.aud === 'string' ? [claims.aud] : claims.aud;
  const isOurs = Array.isArray(audience) && audience.includes(clientId);
  list.demand('oidc.audience', isOurs, `${shown(claims.aud)}, expected ${clientId}`);
  // For several, the token has to say that it was made for us.
  const isParty = claims.azp === undefined ? (audience as unknown[]).length === 1 : claims.azp === clientId;
  list.demand('oidc.authorized_party', isParty, shown(claims.azp));
}

function checkTimes(claims: Claims, { now }: Expected, list: CheckList<OidcCheckName>): void {
  const { exp, nbf, iat } = claims;
  list.demand('oidc.expiry', typeof exp === 'number' && exp > now - SKEW_SECONDS, timeOf(exp));
  const isBegun = nbf === undefined || (typeof nbf === 'number' && nbf <= now + SKEW_SECONDS);
  list.demand('oidc.not_before', isBegun, timeOf(nbf));
  const isIssued = typeof iat === 'number' && iat <= now + SKEW_SECONDS && iat > now - HOUR;
  list.demand('oidc.issued_at', isIssued, timeOf(iat));
}

/** `max_age` was asked for: whoever answers with the time of an older sign-in did not do it. */
function checkAuthentication(claims: Claims, expected: Expected, list: CheckList<OidcCheckName>): void {
  const { auth_time: at } = claims;
  const since = expected.authenticatedSince ?? 0;
  const isTime = at === undefined || (typeof at === 'number' && at <= expected.now + SKEW_SECONDS);
  list.demand('oidc.auth_time', isTime && Number(at ?? since) >= since - SKEW_SECONDS, timeOf(at));
}

function timeOf(seconds: unknown): string {
  if (typeof seconds !== 'number' || !Number.isSafeInteger(Math.trunc(seconds * 1000)))
    return shown(seconds ?? 'missing');
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}
