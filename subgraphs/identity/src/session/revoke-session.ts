import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { SessionRepository } from './session.repository.js';

/** Ends one of one's own sessions. Somebody else's is NOT_FOUND, like one that has ended or never was. */
export async function revokeSession(
  { sessions }: { readonly sessions: SessionRepository },
  sessionId: string,
): Promise<string> {
  const [revoked] = isId(sessionId) ? await sessions.revoke(sessionId) : [];
  if (!revoked) throw notFound('Session', sessionId);
  return revoked;
}
