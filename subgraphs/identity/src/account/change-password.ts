import type { Actor } from '#runtime/actor/actor.js';
import { invalidInput, KopexaError } from '#runtime/errors/catalogue.js';
import type { PasswordHasher } from '../password/hasher.js';
import type { BreachedPasswords } from '../password/breached-passwords.js';
import { checkNewPassword, refuseFormer } from '../password/new-password.js';
import { normalisePassword, SHORTEST_PASSWORD } from '../password/password.policy.js';
import type { PasswordRulesRepository } from '../password/password-rules.repository.js';
import { checkCode } from '../second-factor/check-code.js';
import { methodOf } from '../second-factor/method-of.js';
import { raiseSession, type VerifyDependencies } from '../second-factor/verify-second-factor.js';
import type { AuthenticationMethod } from '../session/session.repository.js';
import type { CredentialRepository } from '../sign-in/credential.repository.js';
import type { StartedSession } from '../sign-in/sign-in.js';
import { codeKeys } from '../sign-in/throttle.js';

interface ChangePasswordDependencies extends VerifyDependencies {
  readonly actor: Pick<Actor, 'authenticatedBy'>;
  readonly credentials: CredentialRepository;
  readonly hasher: PasswordHasher;
  readonly breached: BreachedPasswords;
  readonly passwordRules: PasswordRulesRepository;
  /** Name and mail address: neither may be the password. */
  readonly personal: readonly string[];
}

/**
 * Changes the password; takes the current one and a fresh second factor (a code here, or one that the session showed
 * within five minutes, else STEP_UP_REQUIRED), ends every other session and goes on in a new one
 * (ASVS 5.0.0 V6.2.3, V7.4.3). Returns the new session and the ids of those that ended.
 */
export async function changePassword(
  deps: ChangePasswordDependencies,
  input: { readonly currentPassword: string; readonly newPassword: string; readonly code: string | null },
): Promise<{ session: StartedSession; revoked: string[] }> {
  const rules = await deps.passwordRules.own();
  await checkNewPassword(deps, {
    password: input.newPassword,
    field: 'input.newPassword',
    personal: [...deps.personal, ...(rules?.organizations ?? [])],
    shortest: rules?.length ?? SHORTEST_PASSWORD,
    askedBy: rules?.lengthBy ?? null,
  });
  if (normalisePassword(input.newPassword) === normalisePassword(input.currentPassword)) {
    throw invalidInput(
      'input.newPassword',
      'Das neue Passwort ist das bisherige. Wählen Sie ein anderes.',
      'The new password is the current one. Choose another.',
    );
  }
  const method = await proveFactor(deps, input.code);
  if (!(await deps.hasher.verify(await deps.credentials.ownHash(), input.currentPassword))) {
    throw new KopexaError('INVALID_CREDENTIALS', { field: 'input.currentPassword', message: WRONG_PASSWORD });
  }
  await deps.attempts.release(codeKeys(deps.accountId));
  // Only now: whoever does not know the current password learns nothing of former ones.
  await refuseFormer(
    deps,
    'input.newPassword',
    input.newPassword,
    await deps.passwordRules.formerHashes(null),
  );
  const hash = await deps.hasher.hash(input.newPassword);
  await deps.credentials.changePassword(hash);
  await deps.passwordRules.noteSatisfied(deps.accountId, hash, input.newPassword);
  const session = await raiseSession(deps, method);
  return { session, revoked: await deps.sessions.revokeOthers(session.sessionId) };
}

/** First of all: the throttle covers guesses at the current password as well. */
async function proveFactor(
  deps: ChangePasswordDependencies,
  code: string | null,
): Promise<AuthenticationMethod> {
  if (code !== null) return checkCode(deps, code, { recovery: false });
  if (!(await deps.factors.isFresh())) throw new KopexaError('STEP_UP_REQUIRED');
  await deps.throttle.reserve(codeKeys(deps.accountId));
  return methodOf(deps.actor);
}

const WRONG_PASSWORD = {
  de: 'Das bisherige Passwort stimmt nicht.',
  en: 'The current password is not right.',
};
