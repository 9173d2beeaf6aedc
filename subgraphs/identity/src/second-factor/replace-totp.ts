import { KopexaError } from '#runtime/errors/catalogue.js';
import type { AuthenticationMethod } from '../session/session.repository.js';
import type { StartedSession } from '../sign-in/sign-in.js';
import { codeKeys } from '../sign-in/throttle.js';
import { checkCode, TOTP_PURPOSE, type CodeDependencies } from './check-code.js';
import { issueRecoveryCodes, newEnrolment, type TotpEnrolment } from './enrol-totp.js';
import type { ReplacementRepository } from './replacement.repository.js';
import { normaliseCode, totpStep } from './totp.js';
import { raiseSession, type VerifyDependencies } from './verify-second-factor.js';

/** What replacing the authenticator app takes. */
interface Replacing {
  readonly replacements: ReplacementRepository;
}

/**
 * Makes the secret of another authenticator app after a code of the present one or a recovery code.
 *
 * The present app goes on working until the new one is confirmed, in the same session, within 15 minutes.
 */
export async function beginTotpReplacement(
  deps: CodeDependencies & Replacing,
  account: { readonly email: string },
  input: string,
): Promise<{ enrolment: TotpEnrolment; method: AuthenticationMethod }> {
  const method = await checkCode(deps, input, { recovery: true });
  const enrolment = await newEnrolment(account.email);
  const sealed = deps.keyring.seal(TOTP_PURPOSE, Buffer.from(enrolment.secret), deps.accountId);
  await deps.replacements.begin(sealed);
  return { enrolment, method };
}

/**
 * Makes the new app the second factor with its first code: the old app and the old recovery codes end, and so does
 * every session but the present one, which goes on with another id and token (ASVS 5.0.0 V6.3.7, V7.4.3).
 */
export async function confirmTotpReplacement(
  deps: VerifyDependencies & Replacing,
  input: string,
): Promise<{ session: StartedSession; recoveryCodes: string[]; revoked: string[] }> {
  const keys = codeKeys(deps.accountId);
  await deps.throttle.reserve(keys);
  const sealed = await deps.replacements.lock();
  if (!sealed) throw new KopexaError('CONFLICT', { message: NOT_PENDING });
  const secret = deps.keyring.open(TOTP_PURPOSE, sealed, deps.accountId).toString('utf8');
  const step = totpStep(secret, normaliseCode(input), 0, deps.nowMs());
  if (step === null) throw new KopexaError('INVALID_CODE', { aim: { type: 'Account', id: deps.accountId } });
  if (!(await deps.replacements.confirm(step))) throw new KopexaError('CONFLICT', { message: NOT_PENDING });
  await deps.attempts.release(keys);
  const recoveryCodes = await issueRecoveryCodes(deps);
  const session = await raiseSession(deps, 'password+totp');
  return { session, recoveryCodes, revoked: await deps.sessions.revokeOthers(session.sessionId) };
}

const NOT_PENDING = {
  de: 'Die Einrichtung der neuen App ist abgelaufen. Bitte beginnen Sie noch einmal; Ihre bisherige App gilt weiter.',
  en: 'Setting up the new app has expired. Please begin again; your present app goes on working.',
};
