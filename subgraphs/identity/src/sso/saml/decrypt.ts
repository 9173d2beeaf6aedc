import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
import { base64 } from './message.js';
import { CheckFailed } from '../checks.js';
import { NS } from './names.js';
import { algorithm } from './structure.js';
import { childrenOf, everyElement, onlyChild, type XmlElement } from './xml.js';

const CIPHERS: Readonly<Record<string, { name: string; nonce: number; isAuthenticated: boolean }>> = {
  'http://www.w3.org/2009/xmlenc11#aes128-gcm': { name: 'aes-128-gcm', nonce: 12, isAuthenticated: true },
  'http://www.w3.org/2009/xmlenc11#aes256-gcm': { name: 'aes-256-gcm', nonce: 12, isAuthenticated: true },
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc': { name: 'aes-128-cbc', nonce: 16, isAuthenticated: false },
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc': { name: 'aes-256-cbc', nonce: 16, isAuthenticated: false },
};
const OAEP = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';
const OAEP_DIGESTS: Readonly<Record<string, string>> = {
  '': 'sha1',
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2000/09/xmldsig#sha256': 'sha256',
  'http://www.w3.org/2000/09/xmldsig#sha512': 'sha512',
};
const TAG_BYTES = 16;
/** How often each stands below the wrapper, by its local name in any namespace: so looks the library, anywhere. */
const COUNTS: Readonly<Record<string, readonly number[]>> = {
  EncryptedData: [1],
  EncryptedKey: [1],
  EncryptionMethod: [2],
  CipherData: [2],
  CipherValue: [2],
  DigestMethod: [0, 1],
  RetrievalMethod: [0, 1],
};

/** An encrypted assertion, or NameID, as far as it may be read before decrypting. */
export interface Sealed {
  readonly method: string;
  /** GCM; without it a change of the ciphertext shows only when something outside of it is signed. */
  readonly isAuthenticated: boolean;
  /** That of these keys which the content is encrypted for; nothing of the content is looked at. @throws CheckFailed */
  readonly keyAmong: (privateKeys: readonly string[]) => string;
  readonly open: (privateKey: string) => Buffer;
}

/**
 * Reads an EncryptedAssertion or an EncryptedID: AES in GCM, or in CBC, under a key that came by RSA-OAEP. RSA 1.5 and TripleDES are
 * refused (XML Encryption 1.1 §5.2, §5.5.1).
 *
 * @throws CheckFailed
 */
export function readEncrypted(wrapper: XmlElement): Sealed {
  requireOneReading(wrapper);
  const data = onlyChild(wrapper, NS.encryption, 'EncryptedData');
  const info = data && onlyChild(data, NS.signature, 'KeyInfo');
  const inside = info ? childrenOf(info, NS.encryption, 'EncryptedKey') : [];
  const beside = childrenOf(wrapper, NS.encryption, 'EncryptedKey');
  const [key, ...others] = [...inside, ...beside];
  if (!data || !key || others.length > 0) refuse('not exactly one encrypted content under one key');
  const method = algorithm(onlyChild(data, NS.encryption, 'EncryptionMethod'));
  const cipher = Object.hasOwn(CIPHERS, method) ? CIPHERS[method] : undefined;
  if (!cipher) refuse(`the encryption method ${method} is not accepted`);
  const digest = digestOf(key);
  return {
    method,
    isAuthenticated: cipher.isAuthenticated,
    keyAmong: (privateKeys) =>
      privateKeys.find((each) => fits(key, each, digest)) ??
      refuse('what is encrypted cannot be decrypted with our key'),
    open: (privateKey) => {
      try {
        const content = decipher(cipher, unwrap(cipherValue(key), privateKey, digest), cipherValue(data));
        return content;
      } catch (error) {
        if (error instanceof CheckFailed) throw error;
        return refuse('what is encrypted cannot be decrypted with our key');
      }
    },
  };
}

/** The library takes the first of a name in document order, wherever it stands: there must be no second one. */
function requireOneReading(wrapper: XmlElement): void {
  const all = [...everyElement(wrapper)];
  for (const [name, counts] of Object.entries(COUNTS)) {
    const count = all.filter(({ local }) => local === name).length;
    if (!counts.includes(count)) refuse(`${String(count)} elements named ${name} in what is encrypted`);
  }
  // It goes into an XPath expression as it is.
  const uri = all.find(({ local }) => local === 'RetrievalMethod')?.attributes.get('URI') ?? '#key';
  if (!/^#[\w.-]{1,200}$/.test(uri)) refuse('a RetrievalMethod that names no element here');
}

function digestOf(key: XmlElement): string {
  const method = onlyChild(key, NS.encryption, 'EncryptionMethod');
  if (algorithm(method) !== OAEP) refuse(`the key transport ${algorithm(method)} is not accepted`);
  const name = algorithm(method && onlyChild(method, NS.signature, 'DigestMethod'));
  const digest = Object.hasOwn(OAEP_DIGESTS, name) ? OAEP_DIGESTS[name] : undefined;
  return digest ?? refuse(`the digest ${name} of the key transport is not accepted`);
}

/** Whether the content's key was wrapped for this one: OAEP says so by itself (RFC 8017 §7.1.2). */
function fits(key: XmlElement, privateKey: string, digest: string): boolean {
  const value = cipherValue(key);
  try {
    return unwrap(value, privateKey, digest).length > 0;
  } catch {
    return false;
  }
}

function unwrap(value: Buffer, key: string, oaepHash: string): Buffer {
  return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, value);
}

function decipher(cipher: { name: string; nonce: number }, key: Buffer, value: Buffer): Buffer {
  const nonce = value.subarray(0, cipher.nonce);
  if (cipher.name === 'aes-128-gcm' || cipher.name === 'aes-256-gcm') {
    const gcm = createDecipheriv(cipher.name, key, nonce, { authTagLength: TAG_BYTES });
    gcm.setAuthTag(value.subarray(value.length - TAG_BYTES));
    return Buffer.concat([gcm.update(value.subarray(cipher.nonce, value.length - TAG_BYTES)), gcm.final()]);
  }
  const cbc = createDecipheriv(cipher.name, key, nonce).setAutoPadding(false);
  const padded = Buffer.concat([cbc.update(value.subarray(cipher.nonce)), cbc.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > 16) throw new Error('padding');
  return padded.subarray(0, padded.length - padding);
}

function cipherValue(element: XmlElement): Buffer {
  const data = onlyChild(element, NS.encryption, 'CipherData');
  const value = data && onlyChild(data, NS.encryption, 'CipherValue');
  const bytes = value ? base64(value.text) : null;
  return bytes ?? refuse('no encrypted content');
}

function refuse(detail: string): never {
  throw new CheckFailed('saml.encryption', detail);
}
