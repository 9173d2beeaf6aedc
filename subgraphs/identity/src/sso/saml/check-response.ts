import type { SamlConfig } from '../connection.js';
import type { SamlChecks } from './saml-checks.js';
import { NS, SUCCESS, type OwnAddresses } from './names.js';
import { isSince } from './times.js';
import { onlyChild, type XmlElement } from './xml.js';

/** What a Response is held against. */
export interface ResponseExpectations {
  readonly config: SamlConfig;
  readonly own: OwnAddresses;
  readonly nowMs: number;
  /** The id of our request; `null` when the identity provider began. */
  readonly requestId: string | null;
  readonly isSigned: boolean;
  readonly isEncrypted: boolean;
}

/**
 * Looks at what lies around the assertion, none of which the library compares. It need not be signed, so that a good
 * value proves nothing; a bad one ends it.
 *
 * @throws CheckFailed
 */
export function checkResponse(response: XmlElement, expected: ResponseExpectations, list: SamlChecks): void {
  const { config, own, nowMs } = expected;
  const attribute = (name: string): string | undefined => response.attributes.get(name);
  const version = attribute('Version') ?? 'none';
  list.demand('saml.version', version === '2.0', `version ${version}`);
  const status = statusOf(response);
  list.demand('saml.status', status === SUCCESS, `the identity provider answers ${status}`);
  checkIssuer(response, expected, list);
  const destination = attribute('Destination') ?? 'none';
  list.demand(
    'saml.destination',
    destination === own.acsUrl,
    `expected ${own.acsUrl}, received ${destination}`,
  );
  checkRequest(attribute('InResponseTo'), expected.requestId, config.allowIdpInitiated, list);
  const issued = attribute('IssueInstant');
  list.demand('saml.issued', isSince(nowMs, issued), `issued at ${issued ?? 'no time'}`);
}

function statusOf(response: XmlElement): string {
  const status = onlyChild(response, NS.protocol, 'Status');
  const code = status && onlyChild(status, NS.protocol, 'StatusCode');
  const nested = code && onlyChild(code, NS.protocol, 'StatusCode');
  const values = [code, nested].map((each) => each?.attributes.get('Value')).filter(Boolean);
  return values.join(' ') || 'without a status';
}

/** It may be missing only where nothing is encrypted and the Response is not signed. */
function checkIssuer(
  response: XmlElement,
  { config, isSigned, isEncrypted }: ResponseExpectations,
  list: SamlChecks,
): void {
  const issuer = onlyChild(response, NS.assertion, 'Issuer');
  const isMissing = !response.children.some(({ local }) => local === 'Issuer');
  const isRight = isMissing ? !isSigned && !isEncrypted : issuer?.text.trim() === config.idpEntityId;
  list.demand(
    'saml.response_issuer',
    isRight,
    `expected ${config.idpEntityId}, received ${isMissing ? 'none' : (issuer?.text ?? 'several')}`,
  );
}

function checkRequest(
  named: string | undefined,
  requestId: string | null,
  allowsIdpInitiated: boolean,
  list: SamlChecks,
): void {
  if (requestId !== null) {
    const ok = named === requestId;
    return list.demand('saml.in_response_to', ok, `expected ${requestId}, received ${named ?? 'none'}`);
  }
  const reason = allowsIdpInitiated
    ? 'it names a request, but none of ours belongs to it'
    : 'we did not ask, and this connection does not let the identity provider begin';
  const ok = allowsIdpInitiated && named === undefined;
  list.demand('saml.in_response_to', ok, ok ? 'the identity provider began, which is allowed' : reason);
}
