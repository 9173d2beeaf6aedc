import { isIP } from 'node:net';

const BITS = { 4: 32, 6: 128 } as const;
const LABEL = /^[\p{L}\p{N}-]{1,63}$/u;

/** The entries of a list that somebody typed: separated by commas, semicolons or spaces, lower case, each once. */
export function listed(value: string): string[] {
  const entries = value.toLowerCase().split(/[\s,;]+/);
  return [...new Set(entries.filter((entry) => entry !== ''))];
}

/** The first entry that is no network (or address), or no mail domain; `null` when all are. */
export function firstUnlisted(kind: 'networks' | 'domains', value: string): string | null {
  const fits = kind === 'networks' ? isNetwork : isDomain;
  return listed(value).find((entry) => !fits(entry)) ?? null;
}

/** At least two labels, none of which begins or ends with a hyphen (RFC 1123 §2.1), as people write them. */
function isDomain(text: string): boolean {
  const labels = text.split('.');
  const fits = (label: string) => LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-');
  return text.length <= 253 && labels.length > 1 && labels.every(fits);
}

/** One address, or a range in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3) that is not the whole internet. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, rest] = text.split('/');
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest !== undefined || address.includes('%')) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= BITS[version];
}
