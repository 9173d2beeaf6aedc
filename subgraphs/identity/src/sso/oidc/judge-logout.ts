import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { listChecks, reasonOf, shown, type CheckList } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import type { Check, Received } from '../protocol.js';
import type { Claims } from './check-id-token.js';
import { metadataOf, SKEW_SECONDS } from './configuration.js';
import { keysFor } from './keys.js';
import { usableAlgorithms } from './metadata.js';
import type { LogoutCheckName } from './names.js';

/** Whose sessions the provider ended. */
export interface PeerLogout {
  readonly subject: string | null;
  readonly peerSession: string | null;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const MOST_AGE_SECONDS = 600;

/**
 * Looks at a logout token (OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6). What it says is looked at before its
 * signature, so that what is not meant for us makes us fetch nothing. `logout` is null when a check failed.
 */
export async function judgeLogout(
  connection: ConnectionOf<'oidc'>,
  token: string,
  { nowMs, fetch, takeOnce }: Pick<Received, 'nowMs' | 'fetch' | 'takeOnce'>,
): Promise<{ readonly checks: readonly Check[]; readonly logout: PeerLogout | null }> {
  const { checks, outcome } = await listChecks<LogoutCheckName, PeerLogout>(
    async (list: CheckList<LogoutCheckName>) => {
      const algorithms = usableAlgorithms(metadataOf(connection));
      const claims = decode(token, algorithms, list);
      checkAddress(connection, claims, list);
      checkTime(claims, nowMs / 1000, list);
      const logout = checkMeaning(claims, list);
      await jwtVerify(token, keysFor(connection, fetch), {
        algorithms,
        clockTolerance: SKEW_SECONDS,
        currentDate: new Date(nowMs),
      }).catch((error: unknown) => list.refuse('logout.signature', reasonOf(error)));
      list.demand('logout.signature', true, 'verified by the keys of the issuer');
      const { jti, exp } = claims as { readonly jti: string; readonly exp: number };
      const isNew = await takeOnce(`logout:${jti}`, new Date((exp + 2 * SKEW_SECONDS) * 1000));
      list.demand('logout.replay', isNew, shown(jti));
      return logout;
    },
  );
  return { checks, logout: outcome };
}

function decode(token: string, algorithms: readonly string[], list: CheckList<LogoutCheckName>): Claims {
  try {
    const [header, claims] = [decodeProtectedHeader(token), decodeJwt(token)];
    // Explicit typing is recommended, so that one kind of token is not taken for another; older providers say nothing.
    const type = header.typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt';
    list.demand('logout.token', ['logout+jwt', 'jwt'].includes(type), shown(type));
    const isKnown = algorithms.includes(header.alg ?? '') && header.crit === undefined;
    list.demand('logout.algorithm', isKnown, shown(header.alg));
    return claims;
  } catch (error) {
    if (error instanceof Error && error.name === 'CheckFailed') throw error;
    return list.refuse('logout.token', 'not a signed token (JWS)');
  }
}

function checkAddress(
  { config: { issuer, clientId } }: ConnectionOf<'oidc'>,
  { iss, aud }: Claims,
  list: CheckList<LogoutCheckName>,
): void {
  list.demand('logout.issuer', iss === issuer, `${shown(iss)}, expected ${issuer}`);
  const isOurs = aud === clientId || (Array.isArray(aud) && aud.includes(clientId));
  list.demand('logout.audience', isOurs, `${shown(aud)}, expected ${clientId}`);
}

function checkTime({ iat, exp }: Claims, now: number, list: CheckList<LogoutCheckName>): void {
  const isIssued = typeof iat === 'number' && iat <= now + SKEW_SECONDS && iat > now - MOST_AGE_SECONDS;
  const isValid = typeof exp === 'number' && exp > now - SKEW_SECONDS && exp < now + 24 * 3600;
  list.demand('logout.time', isIssued && isValid, `iat ${shown(iat)}, exp ${shown(exp)}`);
}

/** It ends sessions and nothing else, of somebody who is named; an ID token (which has a nonce) is none. */
function checkMeaning(claims: Claims, list: CheckList<LogoutCheckName>): PeerLogout {
  const events = claims.events;
  const event: unknown =
    typeof events === 'object' && events !== null && Object.hasOwn(events, EVENT)
      ? (events as Record<string, unknown>)[EVENT]
      : null;
  list.demand('logout.event', typeof event === 'object' && event !== null, shown(events));
  list.demand('logout.nonce', !('nonce' in claims), 'nonce' in claims ? 'present' : 'none');
  const { sub, sid, jti } = claims;
  const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';
  const isNamed =
    [sub, sid].every((each) => each === undefined || isName(each)) && (isName(sub) || isName(sid));
  list.demand('logout.subject', isNamed && isName(jti), `sub ${shown(sub)}, sid ${shown(sid)}`);
  return { subject: isName(sub) ? sub : null, peerSession: isName(sid) ? sid : null };
}
