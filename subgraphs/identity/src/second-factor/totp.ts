import { generateSecret, generateURI, verifySync } from 'otplib';
import { toString as renderQrCode } from 'qrcode';

const PERIOD_SECONDS = 30;
const ISSUER = 'Kopexa';

/** A fresh secret: 160 bits, base32 (RFC 4226 §4 R6). */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** The `otpauth:` address that authenticator apps read. */
export function totpUri(secret: string, account: string): string {
  return generateURI({ issuer: ISSUER, label: account, secret });
}

/** The address as an SVG image: black on white with its quiet zone, so that any camera reads it in any scheme. */
export function totpQrCode(uri: string): Promise<string> {
  return renderQrCode(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2, width: 220 });
}

/**
 * The time step that a code belongs to, or `null`.
 *
 * RFC 6238 with 6 digits, 30 s and SHA-1, one step of tolerance either way (§5.2). A step that is not later than
 * `lastStep` does not count: a code works once (NIST SP 800-63B-4 §3.1.5.2).
 */
export function totpStep(secret: string, code: string, lastStep: number, nowMs: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(nowMs / 1000),
    epochTolerance: PERIOD_SECONDS,
  });
  if (!result.valid || !('timeStep' in result)) return null;
  return result.timeStep > lastStep ? result.timeStep : null;
}

/** What people type or paste, without spaces and hyphens, upper case. */
export function normaliseCode(code: string): string {
  return code
    .normalize('NFKC')
    .replace(/[\s\-–]/g, '')
    .toUpperCase();
}
