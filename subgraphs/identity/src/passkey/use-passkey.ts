import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { newId } from '#runtime/graphql/ids.js';
import type { Origin } from '../ports.js';
import { newToken } from '../session/session-token.js';
import type { StartedSession } from '../sign-in/sign-in.js';
import type { AttemptRepository } from '../sign-in/attempt.repository.js';
import { passkeyKeys } from '../sign-in/throttle.js';
import { finishAuthentication, type JudgingTools } from './ceremony.js';
import { refusedPasskey } from './passkey-refusal.js';

/** Shows a passkey of the context's account, in this transaction; INVALID_PASSKEY for anybody else's. */
export async function showPasskey(
  tools: JudgingTools & { readonly accountId: string },
  response: AuthenticationResponseJSON,
): Promise<void> {
  const { passkey, counter } = await finishAuthentication(tools, response);
  if (passkey.accountId !== tools.accountId) throw refusedPasskey('account', tools.accountId);
  if (!(await tools.passkeys.use(passkey.id, counter))) throw refusedPasskey('counter', tools.accountId);
}

/** Signs in by a passkey alone: it was verified that its owner is there, so it counts for both factors. */
export async function signInWithPasskey(
  tools: JudgingTools & { readonly attempts: Pick<AttemptRepository, 'release'>; readonly origin: Origin },
  response: AuthenticationResponseJSON,
): Promise<StartedSession> {
  const { passkey, counter } = await finishAuthentication(tools, response);
  const { token, hash } = newToken();
  const sessionId = newId();
  const expiresAt = await tools.passkeys.startSession(
    { id: passkey.id, counter },
    { id: sessionId, tokenHash: hash },
    tools.origin,
  );
  if (!expiresAt) throw refusedPasskey('counter', passkey.accountId);
  await tools.attempts.release(passkeyKeys(tools.origin.ip));
  return { accountId: passkey.accountId, sessionId, token, expiresAt, next: 'DONE' };
}
