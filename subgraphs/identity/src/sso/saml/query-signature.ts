import { createVerify } from 'node:crypto';
import { CheckFailed } from '../checks.js';
import { base64 } from './message.js';

const ALGORITHMS: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'RSA-SHA256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'RSA-SHA512',
};

/** The ways in which providers write a value into an address; the signature covers what they wrote. */
const ENCODINGS: readonly ((value: string) => string)[] = [
  encodeURIComponent,
  (value) => encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
  (value) => new URLSearchParams({ v: value }).toString().slice(2),
];

/**
 * Verifies the signature of a message in an address (SAML Bindings §3.4.4.1) over exactly the values that are read, in
 * each usual way of writing them. The library would take a message without a signature, and any algorithm.
 *
 * @throws CheckFailed
 */
export function verifyQuery(
  query: Readonly<Record<string, string>>,
  name: 'SAMLRequest' | 'SAMLResponse',
  certificates: readonly string[],
): void {
  const { SigAlg: method = '', Signature: signature } = query;
  const algorithm = Object.hasOwn(ALGORITHMS, method) ? ALGORITHMS[method] : undefined;
  if (!algorithm) {
    throw new CheckFailed('saml.algorithms', `the signature method ${method || '(none)'} is not accepted`);
  }
  const bytes = signature === undefined ? null : base64(signature);
  const parts = [name, 'RelayState', 'SigAlg'].flatMap((part) => {
    const value = query[part];
    return value === undefined ? [] : [[part, value] as const];
  });
  const texts = ENCODINGS.map((encode) => parts.map(([part, value]) => `${part}=${encode(value)}`).join('&'));
  const isSigned =
    bytes !== null &&
    certificates.some((certificate) =>
      texts.some((text) => createVerify(algorithm).update(text).verify(certificate, bytes)),
    );
  if (!isSigned) throw new CheckFailed('saml.signature', 'not signed by a configured certificate');
}
