import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor, RequestInfo } from './actor.js';
import { signPassport, verifyPassport } from './passport.js';

const secret = randomBytes(32);
const body = '{"query":"{ me }"}';
const actor = {
  kind: 'user',
  userId: '01890000-0000-7000-8000-000000000001',
  sessionId: '01890000-0000-7000-8000-000000000002',
  assurance: 2,
  authenticatedBy: 'password',
  org: null,
  context: 'kx1',
  locale: 'de',
} as unknown as Actor;
const request: RequestInfo = {
  requestId: 'r',
  operation: 'Me',
  ip: '127.0.0.1',
  userAgent: 'test',
  timeZone: 'Europe/Berlin',
  origin: 'https://kopexa.example',
  browser: '',
};
const passport = signPassport({ actor, request }, 'content', secret, body);
const verify = (
  token: string | undefined,
  over: Partial<{ aud: string; key: Buffer; body: string; now: number }> = {},
) => verifyPassport(token, over.aud ?? 'content', over.key ?? secret, over.body ?? body, over.now);

const forge = (change: (claims: Record<string, unknown>) => void, key = secret): string => {
  const claims = JSON.parse(Buffer.from(passport.split('.')[0]!, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  change(claims);
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`;
};

describe('a passport', () => {
  it('tells the subgraph who asks', () => {
    expect(verify(passport)).toEqual({ actor, request });
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['without a signature', passport.split('.')[0]],
    ['with a third part', `${passport}.x`],
    ['signed with another key', forge(() => undefined, randomBytes(32))],
    ['with a claim changed', `${Buffer.from('{}').toString('base64url')}.${passport.split('.')[1]}`],
    [
      'that is no JSON',
      `bm9uc2Vuc2U.${createHmac('sha256', secret).update('bm9uc2Vuc2U').digest('base64url')}`,
    ],
    ['in the form of a JWT with alg none', 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJjb250ZW50In0.'],
    [
      'with an assurance that does not exist',
      forge((claims) => ((claims['actor'] as { assurance: number }).assurance = 3)),
    ],
    ['without an actor', forge((claims) => delete claims['actor'])],
  ])('is refused %s', (_name, token) => {
    expect(verify(token)).toBeNull();
  });

  it('is refused by another subgraph', () => {
    expect(verify(passport, { aud: 'tenancy' })).toBeNull();
  });

  it('is refused with another body', () => {
    expect(verify(passport, { body: `${body} ` })).toBeNull();
  });

  it('is refused ten seconds later', () => {
    expect(verify(passport, { now: Date.now() + 11_000 })).toBeNull();
  });
});
