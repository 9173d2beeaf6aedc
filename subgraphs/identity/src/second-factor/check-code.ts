import type { Keyring } from '#runtime/crypto/keyring.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { AuthenticationMethod } from '../session/session.repository.js';
import type { AttemptRepository } from '../sign-in/attempt.repository.js';
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
  readonly keyring: Keyring;
  readonly nowMs: () => number;
}

/**
 * Accepts a code of the confirmed authenticator app, or with `recovery` one of the recovery codes, once.
 *
 * Guesses are throttled and wait for each other on the factor's row; a code that was used, even a moment ago in
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
  const factor = await deps.factors.lock();
  if (!factor?.confirmed) throw new KopexaError('INVALID_CODE');
  const isRecovery = options.recovery && isRecoveryCode(code);
  const accepted = isRecovery
    ? await deps.factors.useRecoveryCode(hashRecoveryCode(deps.accountId, code))
    : await acceptTotp(deps, factor, code);
  if (!accepted) throw new KopexaError('INVALID_CODE', { aim: { type: 'Account', id: deps.accountId } });
  await deps.attempts.release(keys);
  return isRecovery ? 'password+recovery_code' : 'password+totp';
}

/** Uses a code of this factor up; also what confirms a factor for the first time. */
export async function acceptTotp(
  deps: Pick<CodeDependencies, 'accountId' | 'factors' | 'keyring' | 'nowMs'>,
  factor: StoredFactor,
  code: string,
): Promise<boolean> {
  const secret = deps.keyring.open(TOTP_PURPOSE, factor.sealed, deps.accountId).toString('utf8');
  const step = totpStep(secret, code, factor.lastStep, deps.nowMs());
  return step !== null && deps.factors.acceptStep(step);
}

/** The purpose under which TOTP secrets are sealed; their account is the associated data. */
export const TOTP_PURPOSE = 'totp';
