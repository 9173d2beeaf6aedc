import type { Actor } from '#runtime/actor/actor.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import type { Origin } from '../ports.js';
import { methodOf } from '../second-factor/method-of.js';
import { raiseSession, type VerifyDependencies } from '../second-factor/verify-second-factor.js';
import { hashToken, newToken } from '../session/session-token.js';
import type { StartedSession } from '../sign-in/sign-in.js';
import { emailChangeKeys, linkKeys, type Throttle } from '../sign-in/throttle.js';
import type { ChangeOffer, Confirmation, EmailChangeRepository } from './email-change.repository.js';

/** Topic of the mails about a change in the outbox. Its payload is sealed, as all are, and wiped on delivery. */
export const EMAIL_CHANGE_TOPIC = 'identity.email_change';

interface ChangeDependencies {
  readonly accountId: string;
  readonly emailChanges: EmailChangeRepository;
  readonly throttle: Throttle;
  readonly origin: Origin;
  readonly change: Pick<Change, 'emit'>;
}

/**
 * Asks for a link to be mailed to another address, and tells the present one. Whether somebody has the address is not
 * looked up here: the worker finds out, so that neither the answer nor its time tells (ASVS 5.0.0 V6.3.8). Takes a
 * factor shown within five minutes. Errors: TOO_MANY_ATTEMPTS, STEP_UP_REQUIRED, INVALID_INPUT.
 */
export async function requestEmailChange(
  { accountId, emailChanges, throttle, origin, change }: ChangeDependencies,
  email: string,
): Promise<void> {
  await throttle.reserve(emailChangeKeys(accountId, email, origin.ip));
  const { token, hash } = newToken();
  const oldEmail = await emailChanges.request(email, hash);
  await change.emit(EMAIL_CHANGE_TOPIC, { mail: 'link', token });
  await change.emit(EMAIL_CHANGE_TOPIC, { mail: 'asked', accountId, oldEmail, newEmail: email });
}

/** Withdraws what waits; returns the address. CONFLICT when nothing waits any more. */
export async function cancelEmailChange({
  emailChanges,
}: Pick<ChangeDependencies, 'emailChanges'>): Promise<string> {
  const email = await emailChanges.cancel();
  if (email === null) throw new KopexaError('CONFLICT', { message: NOT_WAITING });
  return email;
}

/** What a link is good for; throws LINK_EXPIRED when it is unknown, used or too old. */
export async function readEmailChangeOffer(
  { emailChanges }: Pick<ChangeDependencies, 'emailChanges'>,
  token: string,
): Promise<ChangeOffer> {
  const offer = await emailChanges.offer(hashToken(token));
  if (!offer) throw new KopexaError('LINK_EXPIRED');
  return offer;
}

/**
 * Changes the address in a session of the account itself with a factor shown within five minutes: the link alone opens
 * nothing, so that neither a scanner of mails nor whoever reads the new mailbox changes anything. Every other session
 * ends, this one goes on as another, and both addresses are told. Errors: LINK_EXPIRED, STEP_UP_REQUIRED, CONFLICT when
 * somebody else took the address meanwhile, INVALID_INPUT, TOO_MANY_ATTEMPTS.
 */
export async function confirmEmailChange(
  deps: ChangeDependencies &
    Pick<VerifyDependencies, 'sessions'> & { readonly actor: Pick<Actor, 'authenticatedBy'> },
  token: string,
): Promise<{ session: StartedSession; revoked: string[]; done: Confirmation }> {
  await deps.throttle.reserve(linkKeys(deps.origin.ip));
  const done = await deps.emailChanges.confirm(hashToken(token));
  if (!done) throw new KopexaError('LINK_EXPIRED');
  if (done.isTaken) throw new KopexaError('CONFLICT', { message: TAKEN });
  const session = await raiseSession(deps, methodOf(deps.actor));
  const revoked = await deps.sessions.revokeOthers(session.sessionId);
  const { oldEmail, newEmail } = done;
  await deps.change.emit(EMAIL_CHANGE_TOPIC, {
    mail: 'changed',
    accountId: deps.accountId,
    oldEmail,
    newEmail,
  });
  return { session, revoked, done };
}

const NOT_WAITING = {
  de: 'Es wartet keine Änderung mehr. Ihre Adresse ist die, die hier steht.',
  en: 'No change is waiting any more. Your address is the one shown here.',
};

const TAKEN = {
  de: 'Diese Adresse gehört inzwischen zu einem anderen Konto. Ihre bisherige gilt weiter; wählen Sie unter Sicherheit eine andere.',
  en: 'This address belongs to another account by now. Your present one still holds; choose another one under Security.',
};
