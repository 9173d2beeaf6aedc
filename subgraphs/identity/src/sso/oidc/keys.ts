import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import type { ConnectionOf } from '../connection.js';
import { metadataOf } from './configuration.js';

const MOST_CONNECTIONS = 500;

/** What is remembered by connection and version, newest last; the oldest goes when there are too many. */
function remember<T>(): { get(key: string): T | undefined; set(key: string, value: T): void } {
  const kept = new Map<string, T>();
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > MOST_CONNECTIONS && oldest !== undefined) kept.delete(oldest);
    },
  };
}

const keyOf = ({ id, version }: ConnectionOf<'oidc'>): string => `${id}:${version}`;

const idTokenKeys = remember<NonNullable<ReturnType<typeof client.getJwksCache>>>();
const logoutKeys = remember<JWTVerifyGetKey>();

/**
 * Lets a configuration use the provider's keys as they were last seen (for five minutes; a key that is not among them
 * makes them be fetched again after one). Returns what keeps them when the exchange is over.
 */
export function withKnownKeys(
  connection: ConnectionOf<'oidc'>,
  configuration: client.Configuration,
): () => void {
  const known = idTokenKeys.get(keyOf(connection));
  if (known) client.setJwksCache(configuration, known);
  return () => {
    const seen = client.getJwksCache(configuration);
    if (seen) idTokenKeys.set(keyOf(connection), seen);
  };
}

/** The provider's keys for tokens that come without an exchange; an unknown key makes them be fetched at most every 30 s. */
export function keysFor(connection: ConnectionOf<'oidc'>, fetch: OutgoingFetch): JWTVerifyGetKey {
  const known = logoutKeys.get(keyOf(connection));
  if (known) return known;
  const made = createRemoteJWKSet(new URL(metadataOf(connection).jwks_uri), {
    [customFetch]: (url, options) => fetch(url, options),
    cacheMaxAge: 300_000,
    cooldownDuration: 30_000,
  });
  logoutKeys.set(keyOf(connection), made);
  return made;
}
