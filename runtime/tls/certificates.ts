import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type JsonGeneralName,
} from '@peculiar/x509';

/** A certificate (RFC 5280) and its private key (PKCS #8), both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** For how long a certificate holds. */
export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

/** Whom a certificate names: DNS names and IP addresses, the first DNS name also as its common name. */
export interface Subject {
  readonly names: readonly string[];
  readonly addresses?: readonly string[];
}

/** Clocks of the processes may differ by this much, but not by more than a tenth of a certificate's life. */
const SKEW_MS = 5 * 60_000;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes an authority: it signs certificates of processes, and no further authorities. */
export async function makeAuthority(commonName: string, validity: Validity): Promise<KeyPair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [commonName] }],
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: beginOf(validity),
    notAfter: validity.until,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pemOf(certificate), key: await keyPemOf(keys.privateKey) };
}

/** Makes a certificate for a server and client of these names, signed by an authority; it never outlives it. */
export async function issueCertificate(
  authority: KeyPair,
  subject: Subject,
  validity: Validity,
): Promise<KeyPair> {
  const issuer = new X509Certificate(authority.certificate);
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const names: JsonGeneralName[] = [
    ...subject.names.map((value) => ({ type: 'dns' as const, value })),
    ...(subject.addresses ?? []).map((value) => ({ type: 'ip' as const, value })),
  ];
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [subject.names[0]!] }],
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await signingKeyOf(authority),
    signingAlgorithm: ALGORITHM,
    notBefore: beginOf(validity),
    notAfter: validity.until < issuer.notAfter ? validity.until : issuer.notAfter,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: pemOf(certificate), key: await keyPemOf(keys.privateKey) };
}

function signingKeyOf({ key }: KeyPair): Promise<webcrypto.CryptoKey> {
  const [der] = PemConverter.decode(key);
  if (!der) throw new Error('The key of the authority is no PEM.');
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}

function beginOf({ from, until }: Validity): Date {
  return new Date(from.getTime() - Math.min(SKEW_MS, (until.getTime() - from.getTime()) / 10));
}

const pemOf = (certificate: X509Certificate): string => `${certificate.toString('pem')}\n`;

async function keyPemOf(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
