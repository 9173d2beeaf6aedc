import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'kpx_';
const BODY = 43;
const CHECK = 6;
const FORM = /^kpx_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** A new token of a service account. */
export interface ServiceToken {
  /** Shown once, stored nowhere. */
  readonly token: string;
  /** SHA-256 of the token: what is stored (256 random bits need no slow hash). */
  readonly hash: Buffer;
  /** The last four characters, by which people tell tokens apart. */
  readonly hint: string;
}

/**
 * Makes a token: `kpx_`, 256 random bits in base 62, and their CRC-32, so that scanners recognise a leaked one by
 * its form and tell it from what only looks like it.
 */
export function newServiceToken(): ServiceToken {
  const body = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), BODY);
  const token = `${PREFIX}${body}${checkOf(body)}`;
  return { token, hash: hashOf(token), hint: token.slice(-4) };
}

/** The stored form of a token, or `null` for what cannot be one: a typing error costs no round trip. */
export function serviceTokenHash(token: string): Buffer | null {
  const [, body = '', check] = FORM.exec(token) ?? [];
  return body !== '' && checkOf(body) === check ? hashOf(token) : null;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const checkOf = (body: string): string => base62(BigInt(crc32(body)), CHECK);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = ALPHABET[Number(rest % 62n)]! + text;
  return text;
}
