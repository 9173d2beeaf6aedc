import { describe, expect, it } from 'vitest';
import { readGraphqlRequest } from './graphql-request.js';
import { preferredLocale, timeZoneOf } from './locale.js';
import { organizationSlug } from './organization.js';
import { callerOf } from './rate-limit.js';
import { sessionCookie, sessionCookieName, sessionTokenHash } from './session-cookie.js';
import { TokenBuckets } from './token-buckets.js';

describe('Token buckets', () => {
  it('let a burst through, then as many as refill', () => {
    const buckets = new TokenBuckets({ burst: 2, perSecond: 1 });
    expect([0, 0, 0].map(() => buckets.take('a', 1_000))).toEqual([0, 0, 1]);
    expect(buckets.take('a', 2_000)).toBe(0);
    expect(buckets.take('b', 2_000)).toBe(0);
  });

  it('do not earn tokens from a clock that goes back', () => {
    const buckets = new TokenBuckets({ burst: 1, perSecond: 1 });
    buckets.take('a', 10_000);
    expect(buckets.take('a', 1_000)).toBe(1);
  });

  it('forget the quietest caller when there are too many', () => {
    const buckets = new TokenBuckets({ burst: 1, perSecond: 0.001 }, 3);
    for (const caller of ['a', 'b', 'c', 'd']) buckets.take(caller, 0);
    expect(buckets.size).toBe(3);
    expect(buckets.take('b', 0)).toBeGreaterThan(0);
    expect(buckets.take('a', 0)).toBe(0);
  });
});

describe('Callers', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (ip, caller) => {
    expect(callerOf(ip)).toBe(caller);
  });
});

describe('The language', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-US,en;q=0.9,de;q=0.8', 'en'],
    ['fr,de;q=0.3,en;q=0.7', 'en'],
    ['fr;q=1, de;q=0.1', 'de'],
    ['de;q=0, fr', 'en'],
    [undefined, 'en'],
    ['*;q=,;;', 'en'],
  ])('of %s is %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
});

describe('The time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['Mars/Olympus', 'UTC'],
    ['<script>', 'UTC'],
    [undefined, 'UTC'],
  ])('of %s is %s', (header, zone) => {
    expect(timeZoneOf(header)).toBe(zone);
  });
});

describe('The session cookie', () => {
  const token = 'abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE';

  it('has its host prefix under TLS, its port in development', () => {
    expect(sessionCookieName({ tls: true, port: 443 })).toBe('__Host-kopexa_session');
    expect(sessionCookieName({ tls: false, port: 4000 })).toBe('kopexa_session_4000');
    const effect = { kind: 'set', token, expiresAt: '2026-11-24T00:00:00Z' } as const;
    expect(sessionCookie(effect, '__Host-kopexa_session', { tls: true })).toMatch(
      /; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/,
    );
  });

  it('is found among others and hashed', () => {
    expect(sessionTokenHash(`a=b; s=${token}; c=d`, 's')?.length).toBe(32);
  });

  it.each([
    ['none', undefined],
    ['a name that only ends alike', `xs=${token}`],
    ['two of them', `s=${token}; s=${token}x`],
    ['too short', 's=abc'],
    ['forbidden characters', `s=${token}'--`],
  ])('is nobody’s: %s', (_what, header) => {
    expect(sessionTokenHash(header, 's')).toBeNull();
  });
});

describe('The Organization', () => {
  it.each(['', 'A', '-a', 'a-', 'ä', 'a/b', 'x'.repeat(64), undefined, ['a']])('is none for %j', (value) => {
    expect(organizationSlug(value)).toBeNull();
  });
  it('is a slug', () => {
    expect(organizationSlug('nordwerk-2')).toBe('nordwerk-2');
  });
});

describe('Variables', () => {
  it('are refused when they are nested too deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as unknown;
    expect(() => readGraphqlRequest({ variables: deep })).toThrow(/no GraphQL request/);
    expect(() => readGraphqlRequest({ variables: [] })).toThrow(/no GraphQL request/);
  });
});
