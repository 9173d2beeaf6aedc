import { newId } from '#runtime/graphql/ids.js';
import type { Origin } from '../ports.js';
import { newToken } from '../session/session-token.js';
import type { AuthenticationMethod, SessionRepository } from '../session/session.repository.js';
import type { StartedSession } from '../sign-in/sign-in.js';
import { checkCode, type CodeDependencies } from './check-code.js';

/** What it takes to raise a session. */
export interface VerifyDependencies extends CodeDependencies {
  readonly sessions: SessionRepository;
  readonly origin: Origin;
}

/** Checks the second factor and goes on in a session with another id and token (THREATS 21, fixation). */
export async function verifySecondFactor(
  deps: VerifyDependencies,
  code: string,
): Promise<{ session: StartedSession; method: AuthenticationMethod }> {
  const method = await checkCode(deps, code, { recovery: true });
  return { session: await raiseSession(deps, method), method };
}

/** Ends the session that showed a second factor and begins its successor; both in one statement. */
export async function raiseSession(
  deps: Pick<VerifyDependencies, 'accountId' | 'sessions' | 'origin'>,
  method: AuthenticationMethod,
): Promise<StartedSession> {
  const { token, hash } = newToken();
  const sessionId = newId();
  const expiresAt = await deps.sessions.rotate({ id: sessionId, tokenHash: hash, method }, deps.origin);
  return { accountId: deps.accountId, sessionId, token, expiresAt, next: 'DONE' };
}
