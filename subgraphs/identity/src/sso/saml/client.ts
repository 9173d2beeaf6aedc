import { randomBytes } from 'node:crypto';
import { SAML, ValidateInResponseTo, type CacheProvider } from '@node-saml/passport-saml';
import type { ConnectionOf } from '../connection.js';
import { ownAddresses, SKEW_MS } from './names.js';

/** What a client is made for. */
export interface ClientOptions {
  readonly origin: string;
  /** The id of our request; a new one is used for a request, an answer must name it. `null`: none was sent. */
  readonly requestId: string | null;
  readonly isFresh?: boolean;
  /** Demand a signature of the whole Response too. */
  readonly isResponseSigned?: boolean;
  /** That of our keys which what came is encrypted for; PEM. */
  readonly decryptionKey?: string;
  /** How our request goes out; its signature lies in the message (`post`) or beside it. */
  readonly binding?: 'redirect' | 'post';
}

/** An id of a message of ours: 160 random bits (Core §1.3.4). */
export function newMessageId(): string {
  return `_${randomBytes(20).toString('hex')}`;
}

/**
 * The library for one message of one connection. Its in-memory memory of requests is replaced by the one request that
 * this answer may name, so that several processes agree; its certificates are the configured ones alone.
 */
export function samlClient(connection: ConnectionOf<'saml'>, options: ClientOptions): SAML {
  const { config, secret } = connection;
  const own = ownAddresses(options.origin, connection.id);
  const { requestedContexts } = config;
  return new SAML({
    issuer: own.entityId,
    audience: own.entityId,
    callbackUrl: own.acsUrl,
    entryPoint: config.ssoUrl,
    logoutUrl: config.sloUrl ?? config.ssoUrl,
    idpCert: [...config.certificates],
    idpIssuer: config.idpEntityId,
    ...(secret?.['signingKey'] ? { privateKey: secret['signingKey'] } : {}),
    ...(options.decryptionKey ? { decryptionPvk: options.decryptionKey } : {}),
    // A form carries the message as it is (Bindings §3.5.4), an address deflated (§3.4.4.1).
    ...(options.binding === 'post' ? { authnRequestBinding: 'HTTP-POST', skipRequestCompression: true } : {}),
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    identifierFormat: null,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: options.isResponseSigned ?? false,
    acceptedClockSkewMs: SKEW_MS,
    disableRequestedAuthnContext: requestedContexts.length === 0,
    authnContext: [...requestedContexts],
    forceAuthn: options.isFresh ?? false,
    validateInResponseTo:
      options.requestId === null ? ValidateInResponseTo.never : ValidateInResponseTo.always,
    cacheProvider: onlyRequest(options.requestId),
    generateUniqueId: () => options.requestId ?? newMessageId(),
  });
}

function onlyRequest(requestId: string | null): CacheProvider {
  const now = new Date().toISOString();
  return {
    saveAsync: () => Promise.resolve(null),
    getAsync: (key) => Promise.resolve(key === requestId ? now : null),
    removeAsync: () => Promise.resolve(null),
  };
}
