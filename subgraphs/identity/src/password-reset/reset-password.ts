import { invalidInput, KopexaError } from '#runtime/errors/catalogue.js';
import type { PasswordHasher } from '../password/hasher.js';
import type { BreachedPasswords } from '../password/breached-passwords.js';
import { checkNewPassword, refuseFormer } from '../password/new-password.js';
import { SHORTEST_ALONE } from '../password/password.policy.js';
import type { PasswordRulesRepository } from '../password/password-rules.repository.js';
import type { Origin } from '../ports.js';
import { hashToken } from '../session/session-token.js';
import type { SessionRepository } from '../session/session.repository.js';
import type { AttemptRepository } from '../sign-in/attempt.repository.js';
import type { CredentialRepository } from '../sign-in/credential.repository.js';
import { startSession, type StartedSession } from '../sign-in/sign-in.js';
import { linkKeys, signInKeys, type Throttle } from '../sign-in/throttle.js';
import type { PasswordResetRepository, ResetOffer } from './password-reset.repository.js';

interface ResetDependencies {
  readonly resets: PasswordResetRepository;
  readonly credentials: CredentialRepository;
  readonly sessions: SessionRepository;
  readonly attempts: AttemptRepository;
  readonly throttle: Throttle;
  readonly hasher: PasswordHasher;
  readonly breached: BreachedPasswords;
  readonly passwordRules: PasswordRulesRepository;
  readonly origin: Origin;
}

/** Whose password a link replaces; throws LINK_EXPIRED when it is unknown, used or too old. */
export async function readResetOffer(
  { resets }: Pick<ResetDependencies, 'resets'>,
  token: string,
): Promise<ResetOffer> {
  const offer = await resets.offer(hashToken(token));
  if (!offer) throw new KopexaError('LINK_EXPIRED');
  return offer;
}

/**
 * Replaces a forgotten password, ends every session of the account and begins one that knows a password only: the
 * second factor is asked for as ever (THREATS 23). Errors: LINK_EXPIRED, INVALID_INPUT, TOO_MANY_ATTEMPTS.
 */
export async function resetPassword(
  deps: ResetDependencies,
  request: { readonly token: string; readonly password: string },
): Promise<{ readonly session: StartedSession; readonly ended: readonly string[] }> {
  await deps.throttle.reserve(linkKeys(deps.origin.ip));
  const offer = await readResetOffer(deps, request.token);
  const token = hashToken(request.token);
  const rules = await deps.passwordRules.ofReset(token);
  if (!rules) throw new KopexaError('LINK_EXPIRED');
  await checkNewPassword(deps, {
    password: request.password,
    field: 'input.password',
    personal: [offer.name, offer.email, ...rules.organizations],
    shortest: rules.enrolled ? rules.length : Math.max(SHORTEST_ALONE, rules.length),
  });
  if (offer.hash !== null && (await deps.hasher.verify(offer.hash, request.password))) {
    throw invalidInput('input.password', SAME.de, SAME.en);
  }
  const former = await deps.passwordRules.formerHashes(token);
  await refuseFormer(deps, 'input.password', request.password, former);
  const hash = await deps.hasher.hash(request.password);
  const used = await deps.resets.use(token, hash);
  if (!used) throw new KopexaError('LINK_EXPIRED');
  await deps.passwordRules.noteSatisfied(offer.accountId, hash, request.password);
  await deps.attempts.release(signInKeys(offer.email, deps.origin.ip));
  const credential = await deps.credentials.find(offer.email);
  const next = credential?.enrolled ? 'VERIFY_SECOND_FACTOR' : 'ENROL_SECOND_FACTOR';
  return { session: { ...(await startSession(deps, offer.accountId)), next }, ended: used.ended };
}

const SAME = {
  de: 'Das ist Ihr bisheriges Passwort: Melden Sie sich damit an, oder wählen Sie ein anderes.',
  en: 'This is your present password: sign in with it, or choose another one.',
};
