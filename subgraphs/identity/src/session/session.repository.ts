import type { Origin, RunQuery } from '../ports.js';

/** How a session was authenticated, strongest last. */
export type AuthenticationMethod = 'password+recovery_code' | 'password+totp' | 'password+passkey';

/** A session that may still be used. */
export interface ActiveSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string;
  readonly ip: string;
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
    start: async ({ id, accountId, tokenHash }, { ip, userAgent }) =>
      endOf(
        await query('SELECT extract(epoch FROM identity.start_session($1, $2, $3, $4, $5)) AS until', [
          id,
          accountId,
          tokenHash,
          userAgent.slice(0, 400),
          ip.slice(0, 45),
        ]),
      ),
    rotate: async ({ id, tokenHash, method }, { ip, userAgent }) =>
      endOf(
        await query('SELECT extract(epoch FROM identity.rotate_session($1, $2, $3, $4, $5)) AS until', [
          id,
          tokenHash,
          method,
          userAgent.slice(0, 400),
          ip.slice(0, 45),
        ]),
      ),
    refreshFactor: async () => {
      await query('SELECT identity.note_fresh_factor()');
    },
    listOwn: () =>
      query<ActiveSession>(
        `SELECT session_id AS id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", user_agent AS "userAgent", ip,
                least(expires_at, last_seen_at + make_interval(secs => idle_seconds)) AS "expiresAt",
                session_id = (SELECT (platform.context()).session_id) AS current, assurance,
                authenticated_by AS "authenticatedBy"
           FROM identity.session
          WHERE account_id = (SELECT platform.user_id()) AND revoked_at IS NULL AND expires_at > now()
            AND last_seen_at + make_interval(secs => idle_seconds) > now()
          ORDER BY (session_id = (SELECT (platform.context()).session_id)) DESC, last_seen_at DESC LIMIT 100`,
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
