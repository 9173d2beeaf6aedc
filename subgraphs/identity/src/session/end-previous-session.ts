import type { Actor } from '#runtime/actor/actor.js';
import type { SessionRepository } from './session.repository.js';

/** Ends the session that the browser came with, if any; returns its id in a list. */
export async function endPreviousSession({
  actor,
  sessions,
}: {
  readonly actor: Actor;
  readonly sessions: SessionRepository;
}): Promise<string[]> {
  return actor.sessionId === null ? [] : sessions.revoke(actor.sessionId);
}
