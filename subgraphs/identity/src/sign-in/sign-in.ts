import type { Actor } from '#runtime/actor/actor.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import type { PasswordHasher } from '../password/hasher.js';
import type { PasswordRulesRepository } from '../password/password-rules.repository.js';
import type { Origin } from '../ports.js';
import { newToken } from '../session/session-token.js';
import type { SessionRepository } from '../session/session.repository.js';
import type { AttemptRepository } from './attempt.repository.js';
import type { CredentialRepository } from './credential.repository.js';
import type { Guess, Guesses } from './guesses.js';
import { signInKeys, type Throttle } from './throttle.js';

/** What a half signed-in person has to do next. */
export type NextStep = 'ENROL_SECOND_FACTOR' | 'VERIFY_SECOND_FACTOR' | 'DONE';

/** A session that was just begun; the token goes into the cookie and nowhere else. */
export interface StartedSession {
  readonly accountId: string;
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Date;
  readonly next: NextStep;
}

interface SignInDependencies {
  readonly actor: Actor;
  readonly credentials: CredentialRepository;
  readonly sessions: SessionRepository;
  readonly attempts: AttemptRepository;
  readonly throttle: Throttle;
  readonly guesses: Guesses;
  readonly forgetGuesses: (guess: Guess) => Promise<void>;
  readonly hasher: PasswordHasher;
  readonly passwordRules: Pick<PasswordRulesRepository, 'noteSatisfied'>;
  readonly origin: Origin;
}

/**
 * Checks mail address and password and begins a session that may do nothing but show a second factor.
 *
 * An unknown address costs the same work and gets the same answer, INVALID_CREDENTIALS; the throttle counts it
 * too. NIST SP 800-63B-4 §3.2.2; ASVS 5.0.0 V6.3.8.
 */
export async function signIn(
  deps: SignInDependencies,
  input: { readonly email: string; readonly password: string },
): Promise<StartedSession> {
  const keys = signInKeys(input.email, deps.origin.ip);
  await deps.throttle.reserve(keys);
  const guess: Guess = { kind: 'password', who: input.email, browser: deps.origin.browser };
  await deps.guesses.take(guess);
  const credential = await deps.credentials.find(input.email);
  const matches = await deps.hasher.verify(credential?.hash ?? null, input.password);
  if (!credential || !matches) {
    // Whoever acts in an Organization may read its trail: there the entry must not say who has an account.
    const id = deps.actor.org ? null : (credential?.accountId ?? null);
    throw new KopexaError('INVALID_CREDENTIALS', { aim: { type: 'Account', id } });
  }
  await deps.attempts.release(keys);
  await deps.forgetGuesses(guess);
  const { accountId, hash } = credential;
  const kept = deps.hasher.isOutdated(hash) ? await deps.hasher.hash(input.password) : hash;
  if (kept !== hash) await deps.credentials.strengthen(accountId, hash, kept);
  await deps.passwordRules.noteSatisfied(accountId, kept, input.password);
  const next = credential.enrolled ? 'VERIFY_SECOND_FACTOR' : 'ENROL_SECOND_FACTOR';
  return { ...(await startSession(deps, accountId)), next };
}

/** Begins a password-only session for an account. */
export async function startSession(
  deps: { readonly sessions: SessionRepository; readonly origin: Origin },
  accountId: string,
): Promise<Omit<StartedSession, 'next'>> {
  const { token, hash } = newToken();
  const sessionId = newId();
  const expiresAt = await deps.sessions.start({ id: sessionId, accountId, tokenHash: hash }, deps.origin);
  return { accountId, sessionId, token, expiresAt };
}
