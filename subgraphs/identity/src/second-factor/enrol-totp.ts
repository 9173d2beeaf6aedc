import { KopexaError } from '#runtime/errors/catalogue.js';
import type { StartedSession } from '../sign-in/sign-in.js';
import { codeKeys } from '../sign-in/throttle.js';
import { acceptTotp, checkCode, TOTP_PURPOSE, type CodeDependencies } from './check-code.js';
import type { EnrolmentBar, FactorRepository } from './factor.repository.js';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code.js';
import { newTotpSecret, normaliseCode, totpQrCode, totpUri } from './totp.js';
import { raiseSession, type VerifyDependencies } from './verify-second-factor.js';

/** What an authenticator app needs to know, once. */
export interface TotpEnrolment {
  readonly secret: string;
  readonly uri: string;
  readonly qrCodeSvg: string;
}

/** Makes a secret for an authenticator app; it counts for nothing until a code confirms it. */
export async function beginTotpEnrolment(
  { accountId, factors, keyring }: Pick<CodeDependencies, 'accountId' | 'factors' | 'keyring'>,
  account: { readonly email: string },
): Promise<TotpEnrolment> {
  await refuseBarred(factors);
  const enrolment = await newEnrolment(account.email);
  const kept = await factors.begin(keyring.seal(TOTP_PURPOSE, Buffer.from(enrolment.secret), accountId));
  if (!kept) throw new KopexaError('CONFLICT', { message: ENROLLED });
  return enrolment;
}

/** A fresh secret with the forms in which apps take it; kept nowhere. */
export async function newEnrolment(email: string): Promise<TotpEnrolment> {
  const secret = newTotpSecret();
  const uri = totpUri(secret, email);
  return { secret, uri, qrCodeSvg: await totpQrCode(uri) };
}

/** Confirms the authenticator app with a first code, hands out recovery codes and raises the session. */
export async function confirmTotpEnrolment(
  deps: VerifyDependencies,
  input: string,
): Promise<StartedSession & { recoveryCodes: string[] }> {
  const keys = codeKeys(deps.accountId);
  await deps.throttle.reserve(keys);
  const begun = (await deps.factors.lock()).filter(({ confirmed }) => !confirmed);
  await refuseBarred(deps.factors);
  if (begun.length === 0) throw new KopexaError('CONFLICT', { message: NOT_BEGUN });
  if (!(await acceptTotp(deps, begun, normaliseCode(input)))) throw new KopexaError('INVALID_CODE');
  await deps.attempts.release(keys);
  const recoveryCodes = await issueRecoveryCodes(deps);
  return { ...(await raiseSession(deps, 'password+totp')), recoveryCodes };
}

/** Throws CONFLICT with the way out when the account may not set up its first factor now. */
export async function refuseBarred(factors: Pick<FactorRepository, 'enrolmentBar'>): Promise<void> {
  const bar = await factors.enrolmentBar();
  if (bar !== null) throw new KopexaError('CONFLICT', { message: BARRED[bar] });
}

/** Makes ten new recovery codes and ends the old ones; takes a fresh code of the app. */
export async function regenerateRecoveryCodes(deps: CodeDependencies, input: string): Promise<string[]> {
  await checkCode(deps, input, { recovery: false });
  return issueRecoveryCodes(deps);
}

/** Makes ten new recovery codes; the old ones end. The database wants a second factor shown in this transaction. */
export async function issueRecoveryCodes({
  accountId,
  factors,
}: Pick<CodeDependencies, 'accountId' | 'factors'>): Promise<string[]> {
  const codes = newRecoveryCodes();
  await factors.replaceRecoveryCodes(hashesOf(accountId, codes));
  return codes;
}

/** Makes ten new recovery codes in a session that showed its factor just now, whichever kind; the old ones end. */
export async function renewRecoveryCodes({
  accountId,
  factors,
}: Pick<CodeDependencies, 'accountId' | 'factors'>): Promise<string[]> {
  const codes = newRecoveryCodes();
  await factors.renewRecoveryCodes(hashesOf(accountId, codes));
  return codes;
}

const hashesOf = (accountId: string, codes: readonly string[]): Buffer[] =>
  codes.map((code) => hashRecoveryCode(accountId, normaliseCode(code)));

const ENROLLED = {
  de: 'Für dieses Konto ist schon ein zweiter Faktor eingerichtet. Melden Sie sich mit ihm an.',
  en: 'This account has a second factor already. Sign in with it.',
};
const BARRED = {
  ENROLLED,
  IDLE: ENROLLED,
  LINK: {
    de: 'Die zweiten Faktoren dieses Kontos wurden zurückgesetzt. Öffnen Sie den Link aus der E-Mail dazu, oder bitten Sie Ihre Organization um einen neuen.',
    en: 'The second factors of this account were reset. Open the link in the mail about it, or ask your Organization for a new one.',
  },
} satisfies Record<NonNullable<EnrolmentBar>, object>;
const NOT_BEGUN = {
  de: 'Bitte beginnen Sie die Einrichtung noch einmal mit einem neuen QR-Code.',
  en: 'Please begin again with a new QR code.',
};
