import type { Connection, ConnectionOf } from './connection.js';
import type { BeginOptions, Begun, EndedSession, Judged, Protocol, Received } from './protocol.js';

/** The protocols by the kind of a connection; each is loaded with the first connection of its kind. */
export type Protocols = { readonly [Kind in Connection['kind']]: () => Promise<Protocol<Kind>> };

/** The protocols of the product. */
export const PROTOCOLS: Protocols = {
  saml: async () => (await import('./saml/saml.protocol.js')).samlProtocol,
  oidc: async () => (await import('./oidc/oidc.protocol.js')).oidcProtocol,
  oauth: async () => (await import('./oauth/oauth.protocol.js')).oauthProtocol,
};

/** A connection that can be talked through. */
export interface Speaking {
  begin(options: BeginOptions): Promise<Begun>;
  complete(received: Received): Promise<Judged>;
  logoutUrl(session: EndedSession): Promise<string | null>;
}

/** A connection with the protocol of its kind. */
export async function speak(protocols: Protocols, connection: Connection): Promise<Speaking> {
  switch (connection.kind) {
    case 'saml':
      return bind(await protocols.saml(), connection);
    case 'oidc':
      return bind(await protocols.oidc(), connection);
    case 'oauth':
      return bind(await protocols.oauth(), connection);
  }
}

function bind<Kind extends Connection['kind']>(
  protocol: Protocol<Kind>,
  connection: ConnectionOf<Kind>,
): Speaking {
  return {
    begin: (options) => protocol.begin(connection, options),
    complete: (received) => protocol.complete(connection, received),
    logoutUrl: (session) => protocol.logoutUrl(connection, session),
  };
}
