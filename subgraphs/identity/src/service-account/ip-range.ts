import { isIP } from 'node:net';

const BITS = { 4: 32, 6: 128 } as const;

/**
 * Whether a text names addresses: one address, or a range in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3) that is
 * not the whole internet.
 */
export function isIpRange(text: string): boolean {
  const [address = '', prefix, rest] = text.split('/');
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest !== undefined || address.includes('%')) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= BITS[version];
}
