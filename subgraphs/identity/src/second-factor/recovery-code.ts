import { createHash, randomInt } from 'node:crypto';

const COUNT = 10;
const LENGTH = 24;
/** Signs of a code (80 bits) up to version 0.2, which counts until it is used or replaced. */
const FORMER_LENGTH = 16;
// Crockford's base32: no I, L, O, U, so that nothing is misread from paper.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten recovery codes of 120 bits, in groups of four. NIST SP 800-63B-4 §3.1.2: look-up secrets. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, newRecoveryCode);
}

function newRecoveryCode(): string {
  const signs = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
  return signs.match(/.{4}/g)?.join('-') ?? signs;
}

/** Whether a normalised code has the form of a recovery code. */
export function isRecoveryCode(code: string): boolean {
  return code.length === LENGTH || code.length === FORMER_LENGTH;
}

/**
 * The stored form of a normalised recovery code: SHA-256 over account and code. From 112 random bits on no slow hash
 * is needed (ASVS 5.0.0 V6.5.2). Characters that are easily confused count as what was printed.
 */
export function hashRecoveryCode(accountId: string, code: string): Buffer {
  const printed = code.replaceAll('O', '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(`${accountId}:${printed}`).digest();
}
