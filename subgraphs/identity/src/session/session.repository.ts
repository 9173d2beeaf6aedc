import type { Origin, RunQuery } from '../ports.js';
import { networkOf } from './network-of.js';

/** How a session was authenticated, strongest last. */
export type AuthenticationMethod = 'password+recovery_code' | 'password+totp' | 'password+passkey';

/** A session that may still be used. */
export interface ActiveSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string;
  readonly network: string;
  /** It idled out: one factor wakes it. */
  readonly isIdle: boolean;
  /** The Organization's connection by which it came; `null` for one's own means. */
  readonly connectionName: string | null;
  readonly current: boolean;
  readonly assurance: 1 | 2;
  readonly authenticatedBy: string;
}

/** Sessions of one account. */
export interface SessionRepository {
  /** Begins a session that knows a password only; returns when it ends. */
  start(session: { id: string; accountId: string; tokenHash: Buffer }, origin: Origin): Promise<Date>;
  /** Ends the context's session and begins its successor with a second factor. */
  rotate(
    session: { id: string; tokenHash: Buffer; method: AuthenticationMethod },
    origin: Origin,
  ): Promise<Date>;
  /** Notes that the context's session showed its second factor, in the transaction in which a code was accepted. */
  refreshFactor(): Promise<void>;
  listOwn(): Promise<ActiveSession[]>;
  /** Ends own sessions; returns the ids of those that were still active. */
  revoke(sessionId: string): Promise<string[]>;
  revokeOthers(currentId: string): Promise<string[]>;
}

/** Sessions by way of `query`; each statement names the context's own account, and RLS holds it to that. */
export function sessionRepository(query: RunQuery): SessionRepository {
  const ids = async (rows: Promise<{ session_id: string }[]>): Promise<string[]> =>
    (await rows).map((row) => row.session_id);
  return {
    start: async ({ id, accountId, tokenHash }, { ip, userAgent, browser }) =>
      endOf(
        await query('SELECT extract(epoch FROM identity.start_session($1, $2, $3, $4, $5, $6)) AS until', [
          ...[id, accountId, tokenHash, userAgent.slice(0, 400), networkOf(ip), browser],
        ]),
      ),
    rotate: async ({ id, tokenHash, method }, { ip, userAgent }) =>
      endOf(
        await query('SELECT extract(epoch FROM identity.rotate_session($1, $2, $3, $4, $5)) AS until', [
          ...[id, tokenHash, method, userAgent.slice(0, 400), networkOf(ip)],
        ]),
      ),
    refreshFactor: async () => {
      await query('SELECT identity.note_fresh_factor()');
    },
    listOwn: () =>
      query<ActiveSession>(
        `SELECT s.session_id AS id, s.started_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.user_agent AS "userAgent",
                s.ip AS network, s.expires_at AS "expiresAt", c.name AS "connectionName",
                s.last_seen_at + make_interval(secs => s.idle_seconds) <= now() AS "isIdle",
                s.session_id = (SELECT (platform.context()).session_id) AS current, s.assurance,
                s.authenticated_by AS "authenticatedBy"
           FROM identity.session s LEFT JOIN identity.own_connections() c ON c.connection_id = s.connection_id
          WHERE s.account_id = (SELECT platform.user_id()) AND s.revoked_at IS NULL AND s.expires_at > now()
            AND (s.assurance = 2 OR s.last_seen_at + make_interval(secs => s.idle_seconds) > now())
          ORDER BY (s.session_id = (SELECT (platform.context()).session_id)) DESC, s.last_seen_at DESC LIMIT 100`,
      ),
    revoke: (sessionId) =>
      ids(
        query(
          `UPDATE identity.session SET revoked_at = now()
            WHERE session_id = $1 AND account_id = (SELECT platform.user_id()) AND revoked_at IS NULL RETURNING session_id`,
          [sessionId],
        ),
      ),
    revokeOthers: (currentId) =>
      ids(
        query(
          `UPDATE identity.session SET revoked_at = now()
            WHERE session_id <> $1 AND account_id = (SELECT platform.user_id()) AND revoked_at IS NULL AND expires_at > now() RETURNING session_id`,
          [currentId],
        ),
      ),
  };
}

/** Seconds since the epoch, because drivers differ in how they give a time. */
function endOf(rows: { until: string }[]): Date {
  const until = rows[0]?.until;
  if (!until) throw new Error('The database began no session.');
  return new Date(Number(until) * 1000);
}
