import type { Protocol } from '../protocol.js';
import { newMessageId, samlClient } from './client.js';
import { completeSaml } from './complete.js';

/** SAML 2.0, Web Browser SSO Profile (SAML Profiles §4.1) and Single Logout Profile (§4.4). */
export const samlProtocol: Protocol<'saml'> = {
  async begin(connection, { state, origin, isFresh }) {
    const requestId = newMessageId();
    const client = samlClient(connection, { origin, requestId, isFresh });
    const redirectUrl = await client.getAuthorizeUrlAsync(state, undefined, {});
    return { redirectUrl, kept: { requestId } };
  },
  complete: completeSaml,
  async logoutUrl(connection, { subject, peerSession, origin }) {
    if (connection.config.sloUrl === null) return null;
    const client = samlClient(connection, { origin, requestId: newMessageId() });
    return client.getLogoutUrlAsync(
      {
        issuer: connection.config.idpEntityId,
        nameID: subject,
        nameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
        ...(peerSession === null ? {} : { sessionIndex: peerSession }),
      },
      '',
      {},
    );
  },
};
