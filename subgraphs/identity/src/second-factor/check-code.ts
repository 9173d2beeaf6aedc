import type { Keyring } from '#runtime/crypto/keyring.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { AuthenticationMethod } from '../session/session.repository.js';
import type { AttemptRepository } from '../sign-in/attempt.repository.js';
import type { Guess, Guesses } from '../sign-in/guesses.js';
import { codeKeys, type Throttle } from '../sign-in/throttle.js';
import type { FactorRepository, StoredFactor } from './factor.repository.js';
import { hashRecoveryCode, isRecoveryCode } from './recovery-code.js';
import { normaliseCode, totpStep } from './totp.js';

/** What checking a code takes. */
export interface CodeDependencies {
  readonly accountId: string;
  readonly factors: FactorRepository;
  readonly attempts: AttemptRepository;
  readonly throttle: Throttle;
  readonly guesses: Guesses;
  readonly forgetGuesses: (guess: Guess) => Promise<void>;
  readonly keyring: Keyring;
  readonly nowMs: () => number;
}

/**
 * Accepts a code of one of the confirmed authenticator apps, or with `recovery` one of the recovery codes, once.
 *
 * Guesses are throttled and wait for each other on the account's row; a code that was used, even a moment ago in
 * parallel, is INVALID_CODE (THREATS 24).
 */
export async function checkCode(
  deps: CodeDependencies,
  input: string,
  options: { readonly recovery: boolean },
): Promise<AuthenticationMethod> {
  const keys = codeKeys(deps.accountId);
  await deps.throttle.reserve(keys);
  const code = normaliseCode(input);
  const isRecovery = options.recovery && isRecoveryCode(code);
  const guess: Guess = { kind: 'code', who: deps.accountId, browser: null };
  // A recovery code is too long to be guessed.
  if (!isRecovery) await deps.guesses.take(guess);
  const apps = (await deps.factors.lock()).filter(({ confirmed }) => confirmed);
  const accepted = isRecovery
    ? await deps.factors.useRecoveryCode(hashRecoveryCode(deps.accountId, code))
    : await acceptTotp(deps, apps, code);
  if (!accepted) throw new KopexaError('INVALID_CODE', { aim: { type: 'Account', id: deps.accountId } });
  await deps.attempts.release(keys);
  await deps.forgetGuesses(guess);
  return isRecovery ? 'password+recovery_code' : 'password+totp';
}

/** Uses a code up, for the app that it is of; also what confirms the first factor. */
export async function acceptTotp(
  deps: Pick<CodeDependencies, 'accountId' | 'factors' | 'keyring' | 'nowMs'>,
  apps: readonly StoredFactor[],
  code: string,
): Promise<boolean> {
  for (const { id, sealed, lastStep } of apps) {
    const secret = deps.keyring.open(TOTP_PURPOSE, sealed, deps.accountId).toString('utf8');
    const step = totpStep(secret, code, lastStep, deps.nowMs());
    if (step !== null && (await deps.factors.acceptStep(id, step))) return true;
  }
  return false;
}

/** The purpose under which TOTP secrets are sealed; their account is the associated data. */
export const TOTP_PURPOSE = 'totp';
