import { describe, expect, it } from 'vitest';
import { standingOf } from './service-account-view.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const secret = {
  id: 's',
  hint: 'abcd',
  createdAt: '',
  lastUsedAt: null,
  __typename: 'ServiceAccountSecret' as const,
};
const account = (days: number, over: object = {}) => ({
  state: 'ACTIVE' as const,
  expiresAt: new Date(now + days * 86_400_000).toISOString(),
  secrets: [secret],
  ...over,
});

describe('a service account', () => {
  it('says that it will end while there is time to set its end anew', () => {
    expect(standingOf(account(31), now)).toEqual({ kind: 'active' });
    expect(standingOf(account(30), now)).toEqual({ kind: 'ending', days: 30 });
    expect(standingOf(account(0.4), now)).toEqual({ kind: 'ending', days: 0 });
  });

  it('says what keeps it from working before anything else', () => {
    expect(standingOf(account(3, { state: 'REVOKED' }), now)).toEqual({ kind: 'revoked' });
    expect(standingOf(account(-3, { state: 'EXPIRED' }), now)).toEqual({ kind: 'expired' });
    expect(standingOf(account(3, { state: 'OWNERLESS' }), now)).toEqual({ kind: 'ownerless' });
    expect(standingOf(account(90, { secrets: [] }), now)).toEqual({ kind: 'noSecret' });
  });
});
