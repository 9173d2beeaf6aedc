import pg from 'pg';
import { toActor } from '../actor/resolve.js';
import type { Actor, RequestInfo } from '../actor/actor.js';
import { connectionTo } from './connection.js';
import { countQueriesOf } from './statistics.js';

/** Resolves sessions with the gateway's own login. */
export interface SessionResolver {
  /**
   * Who is asking, in one round trip: the actor, what they hold in the Organization, and the database context.
   *
   * @param tokenHash SHA-256 of the session token; `null` when there is none
   * @param orgSlug the Organization in which the request acts; `null` for none
   * @param fallbackLocale language of people who are not signed in
   * @param request told to the audit trail when the session enters the Organization for the first time
   */
  resolve(
    tokenHash: Buffer | null,
    orgSlug: string | null,
    fallbackLocale: 'de' | 'en',
    request: Pick<RequestInfo, 'requestId' | 'operation' | 'ip' | 'userAgent'>,
  ): Promise<Actor>;
  /**
   * The same for a token of a service account: what it was given as far as its owner holds it now. What is unknown,
   * has ended or comes from elsewhere is `refused`, and recorded where an account stands behind it.
   *
   * @param tokenHash SHA-256 of the token
   * @param orgSlug what the request names; another Organization than the account's own does not exist for it
   */
  resolveService(
    tokenHash: Buffer,
    orgSlug: string | null,
    fallbackLocale: 'de' | 'en',
    request: Pick<RequestInfo, 'requestId' | 'operation' | 'ip' | 'userAgent'>,
  ): Promise<ResolvedService>;
  close(): Promise<void>;
}

/** A service account that is accepted, or why it is not: its token, or the operation that it may not run. */
export type ResolvedService =
  | { readonly actor: Actor; readonly refused: null }
  | { readonly actor: null; readonly refused: 'token' | 'operation' };

const RESOLVE = 'SELECT tenancy.resolve_session($1, $2, $3) AS resolved';
const RESOLVE_SERVICE = 'SELECT tenancy.resolve_service($1, $2, $3) AS resolved';

/** Opens the pool of the gateway's login, which may call this function and nothing else. */
export function openSessionResolver(url: string, poolSize = 6): SessionResolver {
  const pool = new pg.Pool({
    ...connectionTo(url),
    max: poolSize,
    statement_timeout: 5_000,
    application_name: 'gateway',
  });
  countQueriesOf(pool);
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  return {
    async resolve(tokenHash, orgSlug, fallbackLocale, { requestId, operation, ip, userAgent }) {
      const { rows } = await pool.query<{ resolved: unknown }>({
        name: 'resolve-session',
        text: RESOLVE,
        values: [tokenHash, orgSlug, JSON.stringify({ requestId, operation, ip, userAgent })],
      });
      return toActor(rows[0]?.resolved, fallbackLocale);
    },
    async resolveService(tokenHash, orgSlug, fallbackLocale, { requestId, operation, ip, userAgent }) {
      const { rows } = await pool.query<{ resolved: { refused?: 'token' | 'operation' } }>({
        name: 'resolve-service',
        text: RESOLVE_SERVICE,
        values: [tokenHash, orgSlug, JSON.stringify({ requestId, operation, ip, userAgent })],
      });
      const resolved = rows[0]?.resolved;
      const actor = toActor(resolved, fallbackLocale);
      if (actor.kind === 'service') return { actor, refused: null };
      return { actor: null, refused: resolved?.refused ?? 'token' };
    },
    close: () => pool.end(),
  };
}
