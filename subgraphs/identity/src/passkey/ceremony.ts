import { createHash } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Ceremony, PasskeyKey, PasskeyRepository } from './passkey.repository.js';

/** Where a ceremony takes place: the gateway's origin, to which the browser binds every passkey. */
export interface Site {
  readonly origin: string;
}

interface CeremonyTools {
  readonly passkeys: PasskeyRepository;
  readonly site: Site;
}

/** What an authenticator signs with: EdDSA, ES256, RS256 (COSE). */
const ALGORITHMS = [-8, -7, -257];

/** The relying party's id is the host: a passkey works at no other (WebAuthn §5.1.2). */
const relyingParty = ({ origin }: Site): string => new URL(origin).hostname;

/** What the browser needs to make a passkey for an account; those it has already are not offered again. */
export async function beginRegistration(
  { passkeys, site }: CeremonyTools,
  account: { readonly id: string; readonly email: string; readonly name: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const options = await generateRegistrationOptions({
    rpName: 'Kopexa',
    rpID: relyingParty(site),
    userID: new Uint8Array(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: (await passkeys.own()).map(({ credentialId, transports }) => ({
      id: credentialId.toString('base64url'),
      transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await passkeys.keepChallenge('register', hashOf(options.challenge));
  return options;
}

/** What the browser needs to show a passkey: of this account when it is known, else whichever the person picks. */
export async function beginAuthentication(
  { passkeys, site }: CeremonyTools,
  isKnown: boolean,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const own = isKnown ? await passkeys.own() : [];
  if (isKnown && own.length === 0) throw new KopexaError('INVALID_PASSKEY', { message: NONE });
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(site),
    allowCredentials: own.map(({ credentialId, transports }) => ({
      id: credentialId.toString('base64url'),
      transports,
    })),
    userVerification: 'required',
  });
  await passkeys.keepChallenge('authenticate', hashOf(options.challenge));
  return options;
}

/** What a new passkey brought; throws INVALID_PASSKEY unless all of it is as it must be (WebAuthn §7.1). */
export async function finishRegistration(
  { passkeys, site }: CeremonyTools,
  response: RegistrationResponseJSON,
) {
  const verified = await refusing(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: taking(passkeys, 'register'),
      expectedOrigin: site.origin,
      expectedRPID: relyingParty(site),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!verified.verified) throw new KopexaError('INVALID_PASSKEY');
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    isBackedUp: credentialBackedUp,
  };
}

/** Whose passkey was shown, and its new counter; throws INVALID_PASSKEY unless everything fits (WebAuthn §7.2). */
export async function finishAuthentication(
  { passkeys, site }: CeremonyTools,
  response: AuthenticationResponseJSON,
): Promise<{ readonly passkey: PasskeyKey; readonly counter: number }> {
  const passkey = await passkeys.find(Buffer.from(response.id, 'base64url'));
  if (!passkey) throw new KopexaError('INVALID_PASSKEY');
  const { accountId, publicKey, counter, transports } = passkey;
  const { verified, authenticationInfo } = await refusing(
    () =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: taking(passkeys, 'authenticate'),
        expectedOrigin: site.origin,
        expectedRPID: relyingParty(site),
        credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter, transports },
        requireUserVerification: true,
      }),
    accountId,
  );
  const handle = response.response.userHandle;
  const isOfAccount =
    handle === undefined ||
    Buffer.from(handle, 'base64url').toString('hex') === accountId.replaceAll('-', '');
  if (!verified || !isOfAccount) throw new KopexaError('INVALID_PASSKEY');
  return { passkey, counter: authenticationInfo.newCounter };
}

/** A challenge is good once, for its purpose, in the session that asked. */
const taking =
  (passkeys: PasskeyRepository, ceremony: Ceremony) =>
  (challenge: string): Promise<boolean> =>
    passkeys.takeChallenge(ceremony, hashOf(challenge));

/** The library says in English sentences what does not fit; people get one answer, the trail gets who it was about. */
async function refusing<Result>(
  work: () => Promise<Result>,
  accountId: string | null = null,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // What the database throws is no matter of the passkey.
    if (error instanceof KopexaError || (error as { code?: unknown }).code !== undefined) throw error;
    throw new KopexaError('INVALID_PASSKEY', { cause: error, aim: { type: 'Account', id: accountId } });
  }
}

const hashOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest();

const NONE = {
  de: 'Für dieses Konto ist kein Passkey eingerichtet. Verwenden Sie Ihre Authenticator-App.',
  en: 'No passkey is set up for this account. Use your authenticator app.',
};
