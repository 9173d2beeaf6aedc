import type { Keyring } from '#runtime/crypto/keyring.js';
import { speak, type Protocols } from '../protocols.js';
import type { FlowRepository } from './flow.repository.js';
import { openConnection } from './open-connection.js';
import { openPeerName } from './sealed.js';

/**
 * Where the browser goes to end the session at the counterpart too (OpenID Connect RP-Initiated Logout 1.0, SAML Profiles
 * §4.4); `null` for a session that came by no connection, or whose counterpart has no such place.
 */
export async function leaveSso(tools: {
  readonly flow: FlowRepository;
  readonly protocols: Protocols;
  readonly keyring: Keyring;
  readonly site: { readonly origin: string };
}): Promise<string | null> {
  const peer = await tools.flow.peer();
  const row = peer ? await tools.flow.open(peer.connectionId) : null;
  if (!peer || !row) return null;
  const speaking = await speak(tools.protocols, openConnection(tools.keyring, row));
  const peerName = peer.name && openPeerName(tools.keyring, peer.connectionId, peer.name);
  return speaking.logoutUrl({ subject: peer.subject, peerName, origin: tools.site.origin });
}
