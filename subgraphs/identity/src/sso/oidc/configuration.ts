import * as client from 'openid-client';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import type { ConnectionOf } from '../connection.js';
import { authenticationOf, oidcMetadata, usableAlgorithms, type OidcMetadata } from './metadata.js';

/** Clocks of two companies may differ by this much. */
export const SKEW_SECONDS = 60;

/**
 * Where browsers come back to, which is what people enter at their provider: a place of its own for each connection, so
 * that no code of one provider ever reaches another, whether or not providers say who they are (RFC 9700 §4.4.2.2).
 */
export const callbackUrl = (origin: string, connectionId: string): string =>
  new URL(`/sso/oidc/${encodeURIComponent(connectionId)}/callback`, origin).href;

/** What discovery kept; throws when the configuration was not made by {@link oidcMetadata}. */
export function metadataOf({ config }: ConnectionOf<'oidc'>): OidcMetadata {
  return oidcMetadata.parse(config.metadata);
}

/**
 * openid-client for one connection: no network but by `fetch`, signatures of ID tokens verified although they came over
 * TLS (OpenID Connect Core 1.0 §3.1.3.7 would let that be), by the safe algorithms alone.
 */
export function configurationOf(
  connection: ConnectionOf<'oidc'>,
  fetch: OutgoingFetch,
): client.Configuration {
  const metadata = metadataOf(connection);
  const secret = connection.secret?.clientSecret;
  if (secret === undefined || secret === '') throw new Error('This connection has no client secret.');
  const authenticate =
    authenticationOf(metadata) === 'client_secret_post' ? client.ClientSecretPost : client.ClientSecretBasic;
  const configuration = new client.Configuration(
    { ...metadata, id_token_signing_alg_values_supported: usableAlgorithms(metadata) },
    connection.config.clientId,
    { client_secret: secret, [client.clockTolerance]: SKEW_SECONDS },
    authenticate(secret),
  );
  configuration[client.customFetch] = (url, options) => fetch(url, options);
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}
