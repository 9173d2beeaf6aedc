import type { Begun, BeginOptions, Protocol } from '../protocol.js';
import type { ConnectionOf } from '../connection.js';
import { newMessageId, samlClient } from './client.js';
import { completeSaml } from './complete.js';

const UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** SAML 2.0, Web Browser SSO Profile (SAML Profiles §4.1) and Single Logout Profile (§4.4). */
export const samlProtocol: Protocol<'saml'> = {
  begin: beginSaml,
  complete: completeSaml,
  async logoutUrl(connection, { subject, peerName, origin }) {
    if (connection.config.sloUrl === null) return null;
    const client = samlClient(connection, { origin, requestId: newMessageId() });
    // As the identity provider wrote it: it finds the session by the name, the qualifiers and the index (Core §3.7.3).
    const name = { nameID: subject, nameIDFormat: UNSPECIFIED, ...peerName };
    return client.getLogoutUrlAsync({ issuer: connection.config.idpEntityId, ...name }, '', {});
  },
};

async function beginSaml(
  connection: ConnectionOf<'saml'>,
  { state, origin, isFresh }: BeginOptions,
): Promise<Begun> {
  const requestId = newMessageId();
  const { ssoBinding: binding, ssoUrl: url } = connection.config;
  const client = samlClient(connection, { origin, requestId, isFresh, binding });
  const kept = { requestId };
  if (binding === 'redirect') {
    return { redirectUrl: await client.getAuthorizeUrlAsync(state, undefined, {}), kept };
  }
  const message = await client.getAuthorizeMessageAsync(state, undefined, {});
  const { SAMLRequest = '' } = message as Record<string, string | undefined>;
  return { redirectUrl: url, form: { url, fields: { SAMLRequest, RelayState: state } }, kept };
}
