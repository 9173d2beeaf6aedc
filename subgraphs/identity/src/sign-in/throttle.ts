import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { AttemptRepository, AttemptKey } from './attempt.repository.js';

/** Slows guessing down without ever locking anybody out. */
export interface Throttle {
  /** Takes a turn for these counters, or throws TOO_MANY_ATTEMPTS with `details.retryAfterSeconds`. */
  reserve(keys: readonly AttemptKey[]): Promise<void>;
}

/** Makes the throttle over attempts that are counted apart from the mutation's transaction. */
export function createThrottle(attempts: Pick<AttemptRepository, 'reserve'>): Throttle {
  return {
    reserve: async (keys) => {
      const retryAfterSeconds = await attempts.reserve(keys);
      if (retryAfterSeconds === 0) return;
      throw new KopexaError('TOO_MANY_ATTEMPTS', {
        details: { retryAfterSeconds },
        message: {
          de: `Zu viele Versuche. Bitte warten Sie ${duration(retryAfterSeconds, 'de')}.`,
          en: `Too many attempts. Please wait ${duration(retryAfterSeconds, 'en')}.`,
        },
      });
    },
  };
}

/** In words, whole minutes from two minutes on: „1 Sekunde“, "15 minutes". */
function duration(seconds: number, locale: 'de' | 'en'): string {
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/**
 * The counters of a sign-in: this account from this address, this address, and this account from everywhere. The
 * last waits a minute at most, so that strangers cannot keep an owner out (ASVS 5.0.0 V6.3.1).
 */
export function signInKeys(email: string, ip: string): readonly AttemptKey[] {
  return [
    { hash: digest('pair', email, network(ip)), free: 5, longestSeconds: 900, shared: false },
    { hash: digest('address', network(ip)), free: 60, longestSeconds: 900, shared: true },
    { hash: digest('account', email), free: 15, longestSeconds: 60, shared: false },
  ];
}

/** The counter of codes for one account. Only somebody who knows the password gets this far. */
export function codeKeys(accountId: string): readonly AttemptKey[] {
  return [{ hash: digest('code', accountId), free: 4, longestSeconds: 900, shared: false }];
}

/** The counter of links tried from one address; a token has 256 bits, so this only spares the machine. */
export function linkKeys(ip: string): readonly AttemptKey[] {
  return [{ hash: digest('sign-up', network(ip)), free: 30, longestSeconds: 300, shared: true }];
}

/**
 * The counters of links that are asked for: each asking counts, because nobody may learn whether there is an account.
 * Strangers can have mail sent to an owner at most every minute, and keep nobody from asking.
 */
export function resetKeys(email: string, ip: string): readonly AttemptKey[] {
  return [
    { hash: digest('reset-pair', email, network(ip)), free: 3, longestSeconds: 900, shared: false },
    { hash: digest('reset-address', network(ip)), free: 20, longestSeconds: 900, shared: true },
    { hash: digest('reset-account', email), free: 10, longestSeconds: 60, shared: false },
  ];
}

/**
 * The counters of changed addresses that are asked for: each has mail sent to somebody who may not know of it. One's own
 * account and the network wait; strangers who name an address keep its owner waiting a minute at most.
 */
export function emailChangeKeys(accountId: string, email: string, ip: string): readonly AttemptKey[] {
  return [
    { hash: digest('email-change', accountId), free: 5, longestSeconds: 900, shared: false },
    { hash: digest('email-change-to', email), free: 5, longestSeconds: 60, shared: false },
    { hash: digest('email-change-from', network(ip)), free: 30, longestSeconds: 300, shared: true },
  ];
}

/**
 * The counter of passkeys asked for from one address. There is nothing to guess, so it only spares the machine: a whole
 * office stands behind one address, and nobody there may keep the others out (ASVS 5.0.0 V6.3.1). What becomes of a
 * passkey is not counted: it answers a challenge of 256 bits, and one that signs in gives its turn back.
 */
export function passkeyKeys(ip: string): readonly AttemptKey[] {
  return [{ hash: digest('passkey', network(ip)), free: 120, longestSeconds: 2, shared: true }];
}

/** The counter of company sign-ins begun from one address, as {@link passkeyKeys}: what finishes them is a handle of 256 bits. */
export function ssoKeys(ip: string): readonly AttemptKey[] {
  return [{ hash: digest('sso', network(ip)), free: 120, longestSeconds: 2, shared: true }];
}

/** The counter of addresses asked about before signing in, as {@link passkeyKeys}: it slows down whoever collects companies. */
export function optionKeys(ip: string): readonly AttemptKey[] {
  return [{ hash: digest('sign-in-options', network(ip)), free: 120, longestSeconds: 2, shared: true }];
}

/**
 * The counters of refused arrivals that become entries of a trail, which keeps them for good: those from one address,
 * and those at one connection from everywhere. Each is taken by itself, the address first, so that one address cannot
 * use up the turns of a connection.
 */
export function refusalKeys(ip: string, connectionId: string | null): readonly AttemptKey[] {
  return [
    { hash: digest('sso-refusal', network(ip)), free: 30, longestSeconds: 300, shared: true },
    { hash: digest('sso-refusals', connectionId ?? ''), free: 120, longestSeconds: 60, shared: true },
  ];
}

/**
 * The counter of messages from one address that nobody here asked for and that were not what they said: judging a
 * signature costs, and anybody may send one. One that holds gives its turn back.
 */
export function unaskedKeys(ip: string): readonly AttemptKey[] {
  return [{ hash: digest('sso-unasked', network(ip)), free: 30, longestSeconds: 10, shared: true }];
}

/** The counters of entries that say that not every refusal has one, as {@link refusalKeys}. */
export function manyRefusalsKeys(ip: string, connectionId: string | null): readonly AttemptKey[] {
  return [
    { hash: digest('sso-many', network(ip)), free: 10, longestSeconds: 3600, shared: true },
    { hash: digest('sso-many-at', connectionId ?? ''), free: 0, longestSeconds: 3600, shared: true },
  ];
}

/**
 * What counts as one place: an IPv4 address, or the first 64 bits of an IPv6 one, because a single connection gets
 * that many addresses (RFC 6177) and could guess from another one each time.
 */
export function network(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...gap, ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

const digest = (...parts: string[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest();
