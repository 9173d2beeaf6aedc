import { KopexaError } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import { codeKeys } from '../sign-in/throttle.js';
import type { AppRepository } from './app.repository.js';
import { TOTP_PURPOSE, type CodeDependencies } from './check-code.js';
import { newEnrolment, type TotpEnrolment } from './enrol-totp.js';
import { normaliseCode, totpStep } from './totp.js';

/** What adding an authenticator app takes. */
interface AddDependencies extends Omit<CodeDependencies, 'factors'> {
  readonly apps: AppRepository;
}

/**
 * Makes the secret of another authenticator app; the present factors go on working. NIST SP 800-63B-4 §4.1.2:
 * binding another authenticator takes the factors of today, shown within five minutes (STEP_UP_REQUIRED).
 */
export async function beginApp(
  { accountId, apps, keyring }: Pick<AddDependencies, 'accountId' | 'apps' | 'keyring'>,
  account: { readonly email: string },
): Promise<TotpEnrolment> {
  const enrolment = await newEnrolment(account.email);
  await apps.begin(keyring.seal(TOTP_PURPOSE, Buffer.from(enrolment.secret), accountId));
  return enrolment;
}

/** Adds the app that this session began, with its first code; returns its id. INVALID_CODE, CONFLICT, INVALID_INPUT. */
export async function addApp(
  deps: AddDependencies,
  input: { readonly code: string; readonly name: string },
): Promise<string> {
  const keys = codeKeys(deps.accountId);
  await deps.throttle.reserve(keys);
  const sealed = await deps.apps.lock();
  if (!sealed) throw new KopexaError('CONFLICT', { message: NOT_PENDING });
  const secret = deps.keyring.open(TOTP_PURPOSE, sealed, deps.accountId).toString('utf8');
  const step = totpStep(secret, normaliseCode(input.code), 0, deps.nowMs());
  if (step === null) throw new KopexaError('INVALID_CODE', { aim: { type: 'Account', id: deps.accountId } });
  const id = newId();
  if (!(await deps.apps.add({ id, name: input.name, step }))) {
    throw new KopexaError('CONFLICT', { message: NOT_PENDING });
  }
  await deps.attempts.release(keys);
  return id;
}

const NOT_PENDING = {
  de: 'Die Einrichtung der App ist abgelaufen. Bitte beginnen Sie noch einmal; Ihre bisherigen Faktoren gelten weiter.',
  en: 'Setting up the app has expired. Please begin again; your present factors go on working.',
};
