import { listChecks } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import type { Assertion, Judged, Received } from '../protocol.js';
import { checkAssertion } from './check-assertion.js';
import { checkResponse } from './check-response.js';
import { samlClient } from './client.js';
import { readEncrypted } from './decrypt.js';
import { decryptionKeys } from './own-keys.js';
import type { SamlCheckName, SamlChecks } from './saml-checks.js';
import { posted, readMessage, RESPONSE_LIMITS } from './message.js';
import { ownAddresses } from './names.js';
import { readAssertion } from './read-assertion.js';
import { findAssertion, requireAssertion, type Found } from './structure.js';
import { verifyResponse } from './verify.js';
import type { XmlElement } from './xml.js';

/** Judges a Response (SAML Profiles §4.1.4): guard first, then the library, then what the library leaves to us. */
export async function completeSaml(connection: ConnectionOf<'saml'>, received: Received): Promise<Judged> {
  const { checks, outcome } = await listChecks<SamlCheckName, Assertion>((list) =>
    judge(connection, received, list),
  );
  return outcome ? { ok: true, assertion: outcome, checks } : { ok: false, checks };
}

async function judge(
  connection: ConnectionOf<'saml'>,
  received: Received,
  list: SamlChecks,
): Promise<Assertion> {
  const bytes = posted(received.fields['SAMLResponse']);
  list.demand('saml.message', true, `${String(bytes.length)} bytes`);
  const response = readMessage(bytes, RESPONSE_LIMITS);
  list.demand('saml.markup', true, 'plain XML, UTF-8');
  const expected = {
    config: connection.config,
    own: ownAddresses(received.origin, connection.id),
    nowMs: received.nowMs,
    requestId: received.kept?.['requestId'] ?? null,
    keys: decryptionKeys(connection.secret),
  };
  const found = findAssertion(response);
  list.demand('saml.structure', true, 'one Response with one assertion');
  list.demand('saml.algorithms', true, 'only accepted algorithms');
  const around = { isSigned: found.isResponseSigned, isEncrypted: found.kind === 'encrypted' };
  checkResponse(response, { ...expected, ...around }, list);
  const verified = await verify(connection, received, { bytes, found, requestId: expected.requestId }, list);
  const checked = checkAssertion(verified, expected, list);
  const assertion = readAssertion(verified, checked, connection.config, list);
  const isFirst = await received.takeOnce(`saml:${connection.id}:${checked.id}`, checked.until);
  list.demand('saml.replay', isFirst, isFirst ? 'not seen before' : 'this assertion was used before');
  return assertion;
}

/** The signed assertion as the only thing that is read from here on. */
async function verify(
  connection: ConnectionOf<'saml'>,
  { origin }: Received,
  { bytes, found, requestId }: { bytes: Buffer; found: Found; requestId: string | null },
  list: SamlChecks,
): Promise<XmlElement> {
  const sealed = found.kind === 'encrypted' ? readEncrypted(found.encrypted) : null;
  const isMissing = connection.config.requireEncryption && !sealed;
  list.demand(
    'saml.encryption',
    !isMissing,
    isMissing ? 'the assertion is not encrypted' : (sealed?.method ?? 'none'),
  );
  const decryptionKey = sealed?.keyAmong(decryptionKeys(connection.secret));
  const openAndLook = (): void => {
    const content = decryptionKey === undefined ? undefined : sealed?.open(decryptionKey);
    if (content) requireAssertion(readMessage(content, RESPONSE_LIMITS));
  };
  // In CBC a changed ciphertext still decrypts to something: nothing is decrypted unless a signature covers it.
  if (sealed?.isAuthenticated) openAndLook();
  const client = samlClient(connection, {
    origin,
    requestId,
    isResponseSigned: sealed?.isAuthenticated === false,
    ...(decryptionKey === undefined ? {} : { decryptionKey }),
  });
  const xml = await verifyResponse(client, bytes);
  if (sealed?.isAuthenticated === false) openAndLook();
  const assertion = readMessage(Buffer.from(xml), RESPONSE_LIMITS);
  requireAssertion(assertion);
  list.demand('saml.signature', true, 'signed by a configured certificate');
  return assertion;
}
