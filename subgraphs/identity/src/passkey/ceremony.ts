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
import type { Change } from '#runtime/graphql/context.js';
import { notify } from '../account/notify.js';
import { checkOf, refusedPasskey } from './passkey-refusal.js';
import {
  passkeyRepository,
  type Ceremony,
  type PasskeyKey,
  type PasskeyRepository,
} from './passkey.repository.js';

/** Where a ceremony takes place: the gateway's origin, to which the browser binds every passkey. */
export interface Site {
  readonly origin: string;
}

interface CeremonyTools {
  readonly passkeys: PasskeyRepository;
  readonly site: Site;
}

/** What it takes to judge an answer: what was refused is rolled back, but for what `onFailure` does. */
export interface JudgingTools extends CeremonyTools {
  readonly change: Pick<Change, 'onFailure'>;
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
export async function finishRegistration(tools: JudgingTools, response: RegistrationResponseJSON) {
  const { site } = tools;
  const verified = await refusing(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: taking(tools, 'register'),
      expectedOrigin: site.origin,
      expectedRPID: relyingParty(site),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!verified.verified) throw refusedPasskey('signature');
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
  tools: JudgingTools,
  response: AuthenticationResponseJSON,
): Promise<{ readonly passkey: PasskeyKey; readonly counter: number }> {
  const { site } = tools;
  const passkey = await tools.passkeys.find(Buffer.from(response.id, 'base64url'));
  if (!passkey) throw refusedPasskey('unknown');
  const { accountId, publicKey, transports } = passkey;
  const { verified, authenticationInfo } = await refusing(
    () =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: taking(tools, 'authenticate'),
        expectedOrigin: site.origin,
        expectedRPID: relyingParty(site),
        // The library looks at the counter before the signature; here only what was signed tells of a copy.
        credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter: 0, transports },
        requireUserVerification: true,
      }),
    accountId,
  );
  const handle = response.response.userHandle;
  const isOfAccount =
    handle === undefined ||
    Buffer.from(handle, 'base64url').toString('hex') === accountId.replaceAll('-', '');
  if (!verified) throw refusedPasskey('signature', accountId);
  if (!isOfAccount) throw refusedPasskey('account', accountId);
  refuseCopy(tools, passkey, authenticationInfo.newCounter);
  return { passkey, counter: authenticationInfo.newCounter };
}

/** A counter that does not grow belongs to a copy, or to what was copied (WebAuthn §6.1.1): its owner is told. */
function refuseCopy({ change }: JudgingTools, { accountId, counter }: PasskeyKey, shown: number): void {
  if (shown > counter || (shown === 0 && counter === 0)) return;
  change.onFailure((_query, emit) => notify({ emit }, accountId, 'passkey_copied'));
  throw refusedPasskey('counter', accountId);
}

/** A challenge is good for one answer, also a refused one, for its purpose, in the session that asked. */
const taking =
  ({ passkeys, change }: JudgingTools, ceremony: Ceremony) =>
  (challenge: string): Promise<boolean> => {
    const hash = hashOf(challenge);
    change.onFailure(async (query) => {
      await passkeyRepository(query).takeChallenge(ceremony, hash);
    });
    return passkeys.takeChallenge(ceremony, hash);
  };

/** The library says in English sentences what does not fit: the trail gets which check it was, and of whom. */
async function refusing<Result>(
  work: () => Promise<Result>,
  accountId: string | null = null,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // What the database throws is no matter of the passkey.
    if (error instanceof KopexaError || (error as { code?: unknown }).code !== undefined) throw error;
    throw refusedPasskey(checkOf(error), accountId, error);
  }
}

const hashOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest();

const NONE = {
  de: 'Für dieses Konto ist kein Passkey eingerichtet. Verwenden Sie Ihre Authenticator-App.',
  en: 'No passkey is set up for this account. Use your authenticator app.',
};
