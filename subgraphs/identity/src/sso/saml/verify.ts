import type { SAML } from '@node-saml/passport-saml';
import { CheckFailed } from '../checks.js';
import type { SamlCheckName } from './saml-checks.js';

/** What the library says, and which of our checks that is; it looks at some of it before we do. */
const PROBLEMS: readonly (readonly [RegExp, SamlCheckName])[] = [
  [/audience|AudienceRestriction/i, 'saml.audience'],
  [/expired|not yet valid|Error parsing (NotBefore|NotOnOrAfter|IssueInstant)/i, 'saml.time'],
  [/InResponseTo|subject confirmation/i, 'saml.confirmation'],
  [/decrypt|encrypt|cipher|oaep|bad record|authenticate data/i, 'saml.encryption'],
  [/status|provider returned/i, 'saml.status'],
];

/**
 * Verifies a Response by the library and answers what was signed: the assertion, as the verified signature covers it.
 *
 * @throws CheckFailed
 */
export async function verifyResponse(client: SAML, bytes: Buffer): Promise<string> {
  let profile;
  try {
    ({ profile } = await client.validatePostResponseAsync({ SAMLResponse: bytes.toString('base64') }));
  } catch (error) {
    throw failureOf(error);
  }
  const xml = profile?.getAssertionXml?.();
  if (!xml) throw new CheckFailed('saml.signature', 'nothing that is signed');
  return xml;
}

function failureOf(error: unknown): CheckFailed {
  const message = error instanceof Error ? error.message : String(error);
  const known = PROBLEMS.find(([pattern]) => pattern.test(message));
  const isSignature = /signature/i.test(message);
  return new CheckFailed(isSignature || !known ? 'saml.signature' : known[1], message);
}
