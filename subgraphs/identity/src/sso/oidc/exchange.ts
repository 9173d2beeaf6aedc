import * as client from 'openid-client';
import { reasonOf, shown, type CheckList } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import type { Received } from '../protocol.js';
import { checkIdToken, type Claims } from './check-id-token.js';
import { callbackUrl, configurationOf, metadataOf } from './configuration.js';
import { withKnownKeys } from './keys.js';
import { usableAlgorithms } from './metadata.js';
import type { OidcCheckName } from './names.js';

/** What a sign-in keeps until its browser returns. */
export interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Seconds since the epoch, when a new authentication was asked for; empty when not. */
  readonly freshSince: string;
}

/** Tokens whose checks passed. */
export interface Exchanged {
  readonly configuration: client.Configuration;
  readonly accessToken: string;
  readonly claims: Claims;
}

/**
 * Exchanges the code for tokens and looks at the ID token: first by name here, then by openid-client, which also
 * verifies its signature by the provider's keys. Whatever it refuses that we did not is a failed check as well.
 */
export async function exchangeCode(
  connection: ConnectionOf<'oidc'>,
  received: Received,
  kept: Kept,
  list: CheckList<OidcCheckName>,
): Promise<Exchanged> {
  const metadata = metadataOf(connection);
  let answer: unknown = null;
  const configuration = configurationOf(connection, async (input, init) => {
    const response = await received.fetch(input, init);
    // What is not JSON is not kept: the grant below refuses it, with its reason.
    if (init?.method === 'POST' && response.ok)
      answer = await response
        .clone()
        .json()
        .catch(() => null);
    return response;
  });
  const keep = withKnownKeys(connection, configuration);
  const grant = await client
    .authorizationCodeGrant(configuration, returnedTo(connection.id, received), {
      pkceCodeVerifier: kept.verifier,
      expectedState: kept.state,
      expectedNonce: kept.nonce,
      idTokenExpected: true,
    })
    .then(
      (tokens) => ({ tokens, problem: null }),
      (error: unknown) => ({ tokens: null, problem: reasonOf(error) }),
    );
  const idToken = idTokenOf(answer);
  list.demand('oidc.exchange', idToken !== null, grant.problem ?? shown(metadata.token_endpoint));
  const claims = checkIdToken(
    idToken,
    {
      issuer: connection.config.issuer,
      clientId: connection.config.clientId,
      algorithms: usableAlgorithms(metadata),
      nonce: kept.nonce,
      now: received.nowMs / 1000,
      authenticatedSince: kept.freshSince === '' ? null : Number(kept.freshSince),
    },
    list,
  );
  list.demand('oidc.signature', grant.tokens !== null, grant.problem ?? 'verified by the keys of the issuer');
  keep();
  return { configuration, claims, accessToken: grant.tokens.access_token };
}

/** Only what belongs to a code: nothing else of the query reaches the library. */
function returnedTo(connectionId: string, { origin, fields }: Received): URL {
  const url = new URL(callbackUrl(origin, connectionId));
  for (const name of ['code', 'state', 'iss']) {
    const value = fields[name];
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

function idTokenOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('id_token' in answer)) return null;
  const isWhole = 'access_token' in answer && typeof answer.access_token === 'string';
  return isWhole && typeof answer.id_token === 'string' ? answer.id_token : null;
}
