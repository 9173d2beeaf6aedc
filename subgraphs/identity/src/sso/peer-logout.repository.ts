import type { RunQuery } from '../ports.js';
import { hashToken } from '../session/session-token.js';

/** Whose sessions a counterpart ended; at least one of the two is named. */
export interface EndedByPeer {
  readonly connectionId: string;
  readonly subject: string | null;
  /** The counterpart's name for its session (`sid`, SessionIndex). */
  readonly peerSession: string | null;
}

/** Where the counterpart's message came from, as the trail keeps it. */
export interface MessageOrigin {
  readonly requestId: string;
  readonly operation: string;
  readonly ip: string;
  readonly userAgent: string;
}

/**
 * Ends those sessions of a connection, with an entry in the trail of its Organization, in one statement: both or neither.
 * They are refused at their very next request. Returns how many there were.
 */
export async function endPeerSessions(
  query: RunQuery,
  { connectionId, subject, peerSession }: EndedByPeer,
  { requestId, operation, ip, userAgent }: MessageOrigin,
): Promise<number> {
  if (subject === null && peerSession === null) throw new Error('A logout of nobody.');
  const [row] = await query<{ ended: number }>(
    'SELECT compliance.append_peer_logout($1, identity.end_peer_sessions($1, $2, $3), $4, $5, $6, $7) AS ended',
    [connectionId, peerSession && hashToken(peerSession), subject, requestId, operation, ip, userAgent],
  );
  return row?.ended ?? 0;
}
