import { CheckFailed } from '../checks.js';
import { NS } from './names.js';
import { childrenOf, everyElement, isNamed, onlyChild, type XmlElement } from './xml.js';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const SIGNATURES = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
]);
const DIGESTS = new Set([
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
]);

/** Names that mean something wherever they stand, with the only namespace they may have. */
const TELLING: Readonly<Record<string, string>> = {
  Response: NS.protocol,
  LogoutRequest: NS.protocol,
  LogoutResponse: NS.protocol,
  Assertion: NS.assertion,
  EncryptedAssertion: NS.assertion,
  Subject: NS.assertion,
  NameID: NS.assertion,
  EncryptedID: NS.assertion,
  Conditions: NS.assertion,
  AuthnStatement: NS.assertion,
  AttributeStatement: NS.assertion,
  Signature: NS.signature,
  SignedInfo: NS.signature,
  Reference: NS.signature,
  EncryptedData: NS.encryption,
  EncryptedKey: NS.encryption,
};

function structure(ok: boolean, detail: string): asserts ok {
  if (!ok) throw new CheckFailed('saml.structure', detail);
}

/** The assertion of a Response, in the clear or encrypted. */
export type Found =
  | { readonly kind: 'clear'; readonly assertion: XmlElement; readonly isResponseSigned: boolean }
  | { readonly kind: 'encrypted'; readonly encrypted: XmlElement; readonly isResponseSigned: boolean };

/**
 * Makes sure that a Response has the one shape that we read: one Response, in it one assertion, signatures only where
 * they sign their parent, nothing of the kind anywhere else. With it every known way of signature wrapping (Somorovsky
 * et al., XSW 1 to 8) and its variants lacks the second element that it needs.
 *
 * @throws CheckFailed
 */
export function findAssertion(root: XmlElement): Found {
  structure(isNamed(root, NS.protocol, 'Response'), `the document element is ${root.local}, not Response`);
  requireNamespaces(root);
  const clear = childrenOf(root, NS.assertion, 'Assertion');
  const encrypted = childrenOf(root, NS.assertion, 'EncryptedAssertion');
  const all = [...everyElement(root)].filter(
    ({ local }) => local === 'Response' || local === 'Assertion' || local === 'EncryptedAssertion',
  );
  structure(
    all.length === 2 && clear.length + encrypted.length === 1,
    'not exactly one Response with one assertion',
  );
  const [assertion] = clear;
  requireSignatures(root, [root, ...(assertion ? [assertion] : [])]);
  const isResponseSigned = onlyChild(root, NS.signature, 'Signature') !== null;
  if (assertion) return { kind: 'clear', assertion, isResponseSigned };
  const [wrapped] = encrypted;
  structure(wrapped !== undefined, 'no assertion');
  return { kind: 'encrypted', encrypted: wrapped, isResponseSigned };
}

/** The same for what was encrypted, or verified: one assertion and nothing else. @throws CheckFailed */
export function requireAssertion(root: XmlElement): void {
  structure(
    isNamed(root, NS.assertion, 'Assertion'),
    `what was encrypted or signed is ${root.local}, not an Assertion`,
  );
  requireNamespaces(root);
  const nested = [...everyElement(root)].filter(
    ({ local }) => local === 'Response' || local === 'Assertion' || local === 'EncryptedAssertion',
  );
  structure(nested.length === 1, 'an assertion inside of the assertion');
  requireSignatures(root, [root]);
  const subject = onlyChild(root, NS.assertion, 'Subject');
  const naming = subject ? childrenOf(subject, NS.assertion, 'EncryptedID').length : 0;
  const all = [...everyElement(root)].filter(({ local }) => local === 'EncryptedID').length;
  structure(all === naming, 'an EncryptedID that does not name the subject');
}

/** One message of logout with a signature of its own at most (Core §3.7). @throws CheckFailed */
export function requireLogout(root: XmlElement): void {
  const known = isNamed(root, NS.protocol, 'LogoutRequest') || isNamed(root, NS.protocol, 'LogoutResponse');
  structure(known, `the document element is ${root.local}, not a message of logout`);
  requireNamespaces(root);
  requireSignatures(root, [root]);
}

/** Libraries look elements up by their local name: the same name in another namespace is a trick. */
function requireNamespaces(root: XmlElement): void {
  for (const { local, namespace } of everyElement(root)) {
    const expected = Object.hasOwn(TELLING, local) ? TELLING[local] : undefined;
    structure(
      expected === undefined || expected === namespace,
      `${local} in a namespace that is not its own`,
    );
  }
}

function requireSignatures(root: XmlElement, signed: readonly XmlElement[]): void {
  const total = [...everyElement(root)].filter(({ local }) => local === 'Signature').length;
  let right = 0;
  for (const parent of signed) {
    const signatures = childrenOf(parent, NS.signature, 'Signature');
    structure(signatures.length <= 1, 'more than one signature of one element');
    for (const signature of signatures) requireSignature(signature, parent);
    right += signatures.length;
  }
  structure(total === right, 'a signature where none belongs');
}

/** An enveloped signature of its parent (Core §5.4.2 to §5.4.4). */
function requireSignature(signature: XmlElement, parent: XmlElement): void {
  const names = signature.children.map(({ local }) => local).join(' ');
  const usual = /^SignedInfo SignatureValue( KeyInfo)?$/.test(names);
  structure(usual, `a signature made of ${names.slice(0, 200)}`);
  const info = onlyChild(signature, NS.signature, 'SignedInfo');
  const reference = info && onlyChild(info, NS.signature, 'Reference');
  structure(info !== null && reference !== null, 'a signature that does not refer to exactly one element');
  const id = parent.attributes.get('ID') ?? '';
  structure(/^[A-Za-z_][\w.-]{0,200}$/.test(id), 'a signed element without a proper ID');
  structure(
    reference.attributes.get('URI') === `#${id}`,
    'a signature that does not refer to the element it is in',
  );
  requireAlgorithms(info, reference);
}

function requireAlgorithms(info: XmlElement, reference: XmlElement): void {
  const transforms = childrenOf(reference, NS.signature, 'Transforms')
    .flatMap(({ children }) => children)
    .map(algorithm);
  const allowed = transforms.every((each) => each === EXCLUSIVE || each === ENVELOPED);
  const right = allowed && transforms.length <= 2 && transforms[0] === ENVELOPED;
  demandAlgorithm(right, `the transforms ${transforms.join(' ')}`);
  const canonical = algorithm(onlyChild(info, NS.signature, 'CanonicalizationMethod'));
  demandAlgorithm(canonical === EXCLUSIVE, `the canonicalization ${canonical}`);
  const method = algorithm(onlyChild(info, NS.signature, 'SignatureMethod'));
  demandAlgorithm(SIGNATURES.has(method), `the signature method ${method}`);
  const digest = algorithm(onlyChild(reference, NS.signature, 'DigestMethod'));
  demandAlgorithm(DIGESTS.has(digest), `the digest method ${digest}`);
}

function demandAlgorithm(ok: boolean, what: string): void {
  if (!ok) throw new CheckFailed('saml.algorithms', `${what} is not accepted`);
}

/** The `Algorithm` of an element; empty when there is none. */
export function algorithm(element: XmlElement | null): string {
  return element?.attributes.get('Algorithm') ?? '';
}
