import { CheckFailed, listChecks } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import type { Check, Received } from '../protocol.js';
import { newMessageId, samlClient } from './client.js';
import { LOGOUT_LIMITS, posted, readMessage, redirected } from './message.js';
import { readEncrypted } from './decrypt.js';
import { nameIdOf, namingElement } from './name-id.js';
import { NS, ownAddresses, SKEW_MS } from './names.js';
import { decryptionKeys } from './own-keys.js';
import { verifyQuery } from './query-signature.js';
import type { SamlCheckName, SamlChecks } from './saml-checks.js';
import { requireLogout } from './structure.js';
import { isBefore, isSince, timeOf } from './times.js';
import { childrenOf, isNamed, onlyChild, type XmlElement } from './xml.js';

/** Whose sessions an identity provider ends. */
export interface SamlLogout {
  /** The id of the message, for the answer. */
  readonly id: string;
  readonly subject: string;
  /** Their names over there; none means all of the subject. */
  readonly peerSessions: readonly string[];
}

/** A LogoutRequest as it came to our endpoint. */
export interface ReceivedLogout extends Pick<Received, 'origin' | 'nowMs' | 'fields' | 'takeOnce'> {
  readonly binding: 'redirect' | 'post';
}

const MAX_AGE_MS = 600_000;

/** Judges a LogoutRequest (SAML Profiles §4.4.3.2); `logout` is null when a check failed. */
export async function judgeSamlLogout(
  connection: ConnectionOf<'saml'>,
  received: ReceivedLogout,
): Promise<{ readonly checks: readonly Check[]; readonly logout: SamlLogout | null }> {
  const { checks, outcome } = await listChecks<SamlCheckName, SamlLogout>((list) =>
    judge(connection, received, list),
  );
  return { checks, logout: outcome };
}

async function judge(
  connection: ConnectionOf<'saml'>,
  received: ReceivedLogout,
  list: SamlChecks,
): Promise<SamlLogout> {
  const { binding, fields, nowMs } = received;
  const bytes = binding === 'post' ? posted(fields['SAMLRequest']) : redirected(fields['SAMLRequest']);
  const request = readMessage(bytes, LOGOUT_LIMITS);
  requireLogout(request);
  list.demand('saml.structure', isNamed(request, NS.protocol, 'LogoutRequest'), 'a LogoutRequest');
  checkEnvelope(request, connection, received, list);
  const keys = decryptionKeys(connection.secret);
  const { element, isEncrypted } = namingElement(request);
  const decryptionKey = isEncrypted ? readEncrypted(element).keyAmong(keys) : null;
  if (!isEncrypted) checkName(element, list);
  if (binding === 'redirect') verifyQuery(fields, 'SAMLRequest', connection.config.certificates);
  else await verifyPost(connection, { origin: received.origin, decryptionKey }, request, bytes);
  list.demand('saml.signature', true, 'signed by a configured certificate');
  const subject = nameIdOf(request, keys);
  if (isEncrypted) checkName(subject, list);
  const id = request.attributes.get('ID') ?? '';
  const isFirst =
    id !== '' && (await received.takeOnce(`saml:logout:${id}`, new Date(nowMs + MAX_AGE_MS + 2 * SKEW_MS)));
  list.demand('saml.replay', isFirst, isFirst ? 'not seen before' : 'this request was used before');
  const peerSessions = childrenOf(request, NS.protocol, 'SessionIndex').map(({ text }) => text);
  return { id, subject: subject.text, peerSessions: peerSessions.slice(0, 50) };
}

function checkName(nameId: XmlElement, list: SamlChecks): void {
  const isProper = nameId.children.length === 0 && /^[^\p{C}]{1,256}$/u.test(nameId.text);
  list.demand('saml.subject', isProper, 'a NameID of plain text');
}

function checkEnvelope(
  request: XmlElement,
  { id, config }: ConnectionOf<'saml'>,
  { origin, nowMs }: ReceivedLogout,
  list: SamlChecks,
): void {
  const attribute = (name: string): string | undefined => request.attributes.get(name);
  list.demand('saml.version', attribute('Version') === '2.0', `version ${attribute('Version') ?? 'none'}`);
  const issuer = onlyChild(request, NS.assertion, 'Issuer')?.text.trim() ?? 'none';
  list.demand(
    'saml.response_issuer',
    issuer === config.idpEntityId,
    `expected ${config.idpEntityId}, received ${issuer}`,
  );
  const { logoutUrl } = ownAddresses(origin, id);
  const destination = attribute('Destination') ?? 'none';
  list.demand(
    'saml.destination',
    destination === logoutUrl,
    `expected ${logoutUrl}, received ${destination}`,
  );
  const [issued, until] = [attribute('IssueInstant'), attribute('NotOnOrAfter')];
  const isRecent = isSince(nowMs, issued) && nowMs < (timeOf(issued) ?? 0) + MAX_AGE_MS + SKEW_MS;
  list.demand('saml.issued', isRecent, `issued at ${issued ?? 'no time'}`);
  list.demand('saml.time', until === undefined || isBefore(nowMs, until), `until ${until ?? 'any time'}`);
}

/** The library verifies what a form brings; that there is a signature at all is looked at first. */
async function verifyPost(
  connection: ConnectionOf<'saml'>,
  { origin, decryptionKey }: { readonly origin: string; readonly decryptionKey: string | null },
  request: XmlElement,
  bytes: Buffer,
): Promise<void> {
  if (!onlyChild(request, NS.signature, 'Signature')) throw new CheckFailed('saml.signature', 'not signed');
  const own = decryptionKey === null ? {} : { decryptionKey };
  const client = samlClient(connection, { origin, requestId: newMessageId(), ...own });
  try {
    await client.validatePostRequestAsync({ SAMLRequest: bytes.toString('base64') });
  } catch (error) {
    throw new CheckFailed('saml.signature', error instanceof Error ? error.message : 'not verified');
  }
}
