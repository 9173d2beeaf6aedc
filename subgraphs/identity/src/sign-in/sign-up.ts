import { invalidInput, KopexaError } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import type { PasswordHasher } from '../password/hasher.js';
import type { BreachedPasswords } from '../password/breached-passwords.js';
import { checkNewPassword } from '../password/new-password.js';
import { SHORTEST_ALONE } from '../password/password.policy.js';
import type { Origin } from '../ports.js';
import { hashToken } from '../session/session-token.js';
import type { SessionRepository } from '../session/session.repository.js';
import type { CredentialRepository, SignUpOffer } from './credential.repository.js';
import { startSession, type StartedSession } from './sign-in.js';
import { linkKeys, type Throttle } from './throttle.js';

/** What somebody fills in behind a sign-up link. */
export interface SignUpRequest {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly locale: 'de' | 'en';
  /** With the first-run link only; an invitation brings its own address. */
  readonly email?: string | undefined;
}

interface SignUpDependencies {
  readonly credentials: CredentialRepository;
  readonly sessions: SessionRepository;
  readonly throttle: Throttle;
  readonly hasher: PasswordHasher;
  readonly breached: BreachedPasswords;
  readonly origin: Origin;
}

/** What a sign-up token is good for; throws LINK_EXPIRED when it is unknown, used or too old. */
export async function readSignUpOffer(
  { credentials }: Pick<SignUpDependencies, 'credentials'>,
  token: string,
): Promise<SignUpOffer> {
  const offer = await credentials.offer(hashToken(token));
  if (!offer) throw new KopexaError('LINK_EXPIRED');
  return offer;
}

/**
 * Makes an account from a sign-up link and begins its first session.
 *
 * The address is the invitation's and thereby proven. It joins nothing: the invitation is accepted afterwards,
 * with a second factor. Errors: LINK_EXPIRED, CONFLICT (the address has an account), INVALID_INPUT.
 */
export async function signUp(
  deps: SignUpDependencies,
  request: SignUpRequest,
): Promise<StartedSession & { email: string }> {
  await deps.throttle.reserve(linkKeys(deps.origin.ip));
  const offer = await readSignUpOffer(deps, request.token);
  const email = offer.email ?? request.email;
  if (!email) {
    throw invalidInput(
      'input.email',
      'Bitte geben Sie Ihre E-Mail-Adresse an.',
      'Please give your e-mail address.',
    );
  }
  // There is no second factor yet.
  await checkNewPassword(deps, {
    password: request.password,
    field: 'input.password',
    personal: [request.name, email, offer.organizationName ?? ''],
    shortest: SHORTEST_ALONE,
  });
  const id = newId();
  const created = await deps.credentials.create({
    id,
    tokenHash: hashToken(request.token),
    email,
    name: request.name,
    locale: request.locale,
    passwordHash: await deps.hasher.hash(request.password),
  });
  if (created.outcome === 'expired') throw new KopexaError('LINK_EXPIRED');
  if (created.outcome === 'taken')
    throw new KopexaError('CONFLICT', { field: 'input.token', message: TAKEN });
  return { ...(await startSession(deps, id)), email, next: 'ENROL_SECOND_FACTOR' };
}

const TAKEN = {
  de: 'Für diese E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an und öffnen Sie den Link dann noch einmal.',
  en: 'This e-mail address has an account already. Sign in, then open the link again.',
};
