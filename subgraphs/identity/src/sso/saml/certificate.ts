import { X509Certificate } from 'node:crypto';

/** A certificate of an identity provider, as far as people are told of it. */
export interface CertificateFacts {
  readonly pem: string;
  /** SHA-256 of the certificate, colons between the bytes. */
  readonly fingerprint: string;
  readonly endsAt: Date;
}

/** Why a certificate is not taken. */
export type CertificateProblem = 'unreadable' | 'not-rsa' | 'weak';

/** Reads a certificate, PEM or bare base64 as it stands in metadata; its key is RSA of 2048 to 8192 bits. */
export function readCertificate(text: string): CertificateFacts | CertificateProblem {
  const body = text.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body) || body.length > 10_000) return 'unreadable';
  let certificate;
  try {
    certificate = new X509Certificate(Buffer.from(body, 'base64'));
  } catch {
    return 'unreadable';
  }
  const { publicKey, fingerprint256, validTo } = certificate;
  if (publicKey.asymmetricKeyType !== 'rsa') return 'not-rsa';
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048 || bits > 8192) return 'weak';
  const pem = certificate.toString().trim();
  return { pem, fingerprint: fingerprint256, endsAt: new Date(validTo) };
}

/** When the last of the certificates ends; `null` when none can be read. */
export function lastEnd(certificates: readonly string[]): Date | null {
  const ends = endsOf(certificates);
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

/** When the first of the certificates ends; `null` when none can be read. */
export function firstEnd(certificates: readonly string[]): Date | null {
  const ends = endsOf(certificates);
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

function endsOf(certificates: readonly string[]): number[] {
  return certificates
    .map(readCertificate)
    .flatMap((each) => (typeof each === 'string' ? [] : [each.endsAt.getTime()]));
}

/** When one certificate ends. @throws Error when it cannot be read */
export function certificateEnds(pem: string): Date {
  const facts = readCertificate(pem);
  if (typeof facts === 'string') throw new Error(`A certificate is ${facts}.`);
  return facts.endsAt;
}
