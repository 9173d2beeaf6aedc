import type { EdgeStep } from './edge-step.js';
import { Refusal } from './refusal.js';
import type { TokenBuckets } from './token-buckets.js';

/** An IPv6 caller owns a whole /64: its addresses share a bucket. */
export function callerOf(ip: string): string {
  if (!ip.includes(':')) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(ip)?.[1];
  if (mapped) return mapped;
  const [head = '', tail = ''] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const behind = ip.includes('::') ? tail.split(':').filter(Boolean) : [];
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0');
  return [...groups, ...zeros, ...behind].slice(0, 4).join(':');
}

/** Takes a token of a caller, or refuses with 429 and `Retry-After` (RFC 6585 §4). */
export function takeToken(buckets: TokenBuckets, caller: string): void {
  const waitSeconds = buckets.take(caller);
  if (waitSeconds > 0)
    throw new Refusal(429, 'RATE_LIMITED', { headers: { 'retry-after': String(waitSeconds) } });
}

/** The coarse limit by address, before anything is read; the finer one by session follows in the GraphQL route. */
export const limitRate: EdgeStep = (request, _reply, { buckets }) => {
  takeToken(buckets.byAddress, callerOf(request.edge.ip));
};
