import { CheckFailed } from '../checks.js';
import { readEncrypted } from './decrypt.js';
import { readMessage } from './message.js';
import { NS } from './names.js';
import { childrenOf, isNamed, type XmlElement } from './xml.js';

/** Of one NameID with its three qualifiers. */
const LIMITS = { maxBytes: 8192, maxElements: 1 };

/** The one element that names the person of a Subject or a LogoutRequest: a NameID, or an EncryptedID. @throws CheckFailed */
export function namingElement(parent: XmlElement): {
  readonly element: XmlElement;
  readonly isEncrypted: boolean;
} {
  const clear = childrenOf(parent, NS.assertion, 'NameID');
  const encrypted = childrenOf(parent, NS.assertion, 'EncryptedID');
  const [element, ...others] = [...clear, ...encrypted];
  if (!element) throw new CheckFailed('saml.subject', 'exactly one subject with one NameID');
  if (others.length > 0) throw new CheckFailed('saml.structure', 'more than one NameID or EncryptedID');
  return { element, isEncrypted: encrypted.length > 0 };
}

/**
 * The NameID of a Subject or a LogoutRequest, opened where it came encrypted (Core §2.2.4). Only of what a signature
 * covers: a ciphertext in CBC has nothing else that keeps it whole.
 *
 * @throws CheckFailed
 */
export function nameIdOf(parent: XmlElement, privateKeys: readonly string[]): XmlElement {
  const { element, isEncrypted } = namingElement(parent);
  if (!isEncrypted) return element;
  const sealed = readEncrypted(element);
  const nameId = readMessage(sealed.open(sealed.keyAmong(privateKeys)), LIMITS);
  if (isNamed(nameId, NS.assertion, 'NameID')) return nameId;
  throw new CheckFailed('saml.structure', `what was encrypted is ${nameId.local}, not a NameID`);
}
