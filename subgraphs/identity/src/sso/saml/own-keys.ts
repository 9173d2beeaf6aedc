import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Our keys of one connection: certificates for the configuration, private keys for its secret. */
export interface OwnKeys {
  /** PEM: for signing, for encryption. */
  readonly certificates: readonly [string, string];
  readonly secret: { readonly signingKey: string; readonly encryptionKey: string };
}

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const YEARS = 10;

/**
 * Makes two pairs of RSA keys of 3072 bits (NIST SP 800-57: 128 bits) with self-signed certificates of ten years, as
 * SAML metadata carries them. Takes up to a second.
 */
export async function createOwnKeys(connectionId: string, now = new Date()): Promise<OwnKeys> {
  const [signing, encryption] = await Promise.all([
    pair(`Kopexa SAML signing ${connectionId}`, now, KeyUsageFlags.digitalSignature),
    pair(`Kopexa SAML encryption ${connectionId}`, now, KeyUsageFlags.keyEncipherment),
  ]);
  return {
    certificates: [signing.certificate, encryption.certificate],
    secret: { signingKey: signing.key, encryptionKey: encryption.key },
  };
}

/** Our keys that may open what an identity provider encrypted: those in use first, then those that were or will be. */
export function decryptionKeys(secret: Readonly<Record<string, string>> | null): readonly string[] {
  return ['encryptionKey', 'nextEncryptionKey', 'pastEncryptionKey'].flatMap((name) => {
    const key = secret?.[name];
    return key ? [key] : [];
  });
}

async function pair(
  commonName: string,
  now: Date,
  usage: KeyUsageFlags,
): Promise<{ certificate: string; key: string }> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [commonName] }],
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: new Date(now.getTime() - 300_000),
    notAfter: until,
    extensions: [new BasicConstraintsExtension(false, undefined, true), new KeyUsagesExtension(usage, true)],
  });
  const exported = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificate: certificate.toString('pem'), key: PemConverter.encode(exported, 'PRIVATE KEY') };
}
