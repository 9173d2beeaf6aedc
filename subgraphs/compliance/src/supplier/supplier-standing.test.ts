import { describe, expect, it } from 'vitest';
import { covers, endOf, isOver, matchesHost, standingOf, type SupplierFacts } from './supplier-standing.js';

const TODAY = '2026-11-23';
const good: SupplierFacts = {
  retired: false,
  adapters: ['s3'],
  hosts: ['*.r2.example.com'],
  review: {
    outcome: 'approved',
    nextReviewOn: '2027-11-01',
    adapters: ['s3'],
    hosts: ['*.r2.example.com'],
  },
  certificates: [{ validFrom: '2026-01-01', validUntil: '2028-01-01' }],
};
const review = (changed: Partial<NonNullable<SupplierFacts['review']>>): SupplierFacts => ({
  ...good,
  review: { ...good.review!, ...changed },
});

describe('how a supplier stands', () => {
  it.each<[string, SupplierFacts, string]>([
    ['reviewed', good, 'reviewed'],
    ['never reviewed', { ...good, review: null }, 'not_reviewed'],
    ['rejected', review({ outcome: 'rejected' }), 'rejected'],
    ['retired, whatever else', { ...good, retired: true }, 'retired'],
    ['on the last day of the review', review({ nextReviewOn: TODAY }), 'due_soon'],
    ['a day later', review({ nextReviewOn: '2026-11-22' }), 'expired'],
    ['sixty days ahead', review({ nextReviewOn: '2027-01-22' }), 'due_soon'],
    ['sixty-one days ahead', review({ nextReviewOn: '2027-01-23' }), 'reviewed'],
    ['without a certificate', { ...good, certificates: [] }, 'expired'],
    [
      'with an ended certificate',
      { ...good, certificates: [{ validFrom: '2025-01-01', validUntil: '2026-11-22' }] },
      'expired',
    ],
    [
      'with a certificate of tomorrow',
      { ...good, certificates: [{ validFrom: '2026-11-24', validUntil: '2028-01-01' }] },
      'expired',
    ],
    ['with a host that no review saw', { ...good, hosts: [...good.hosts, 'new.example.com'] }, 'changed'],
    ['with an adapter that no review saw', { ...good, adapters: ['s3', 'smtp'] }, 'changed'],
  ])('%s', (_name, facts, expected) => {
    expect(standingOf(facts, TODAY)).toBe(expected);
  });

  it('ends with the review or the last certificate, whichever is first', () => {
    expect(endOf(good, TODAY)).toBe('2027-11-01');
    expect(endOf(review({ nextReviewOn: '2030-01-01' }), TODAY)).toBe('2028-01-01');
  });
});

describe('what a review covers', () => {
  const HOST = 'account.r2.example.com';
  it('is what it saw, and what still stands in the register', () => {
    expect(covers(good, 's3', HOST, TODAY)).toBe(true);
    expect(covers(good, 's3', 'ACCOUNT.R2.example.com', TODAY)).toBe(true);
    expect(covers(good, 'smtp', HOST, TODAY)).toBe(false);
    expect(covers(good, 's3', 'r2.example.com', TODAY)).toBe(false);
    expect(covers({ ...good, hosts: ['evil.example'] }, 's3', HOST, TODAY)).toBe(false);
    const widened = { ...good, hosts: [...good.hosts, 'evil.example'] };
    expect(covers(widened, 's3', 'evil.example', TODAY)).toBe(false);
    expect(covers(widened, 's3', HOST, TODAY)).toBe(true);
  });

  it.each([
    ['expired', review({ nextReviewOn: '2026-11-22' })],
    ['rejected', review({ outcome: 'rejected' })],
    ['not reviewed', { ...good, review: null }],
    ['retired', { ...good, retired: true }],
    ['uncertified', { ...good, certificates: [] }],
  ])('is nothing when it is %s', (_name, facts) => {
    expect(covers(facts, 's3', HOST, TODAY)).toBe(false);
  });

  it('matches names by whole labels', () => {
    expect(matchesHost('*.example.com', 'evilexample.com')).toBe(false);
    expect(matchesHost('*.example.com', '.example.com')).toBe(false);
    expect(matchesHost('example.com', 'a.example.com')).toBe(false);
    expect(matchesHost('*.example.com', 'a.b.example.com')).toBe(true);
  });
});

describe('a day', () => {
  it('is over once it has ended everywhere, not where it ends first', () => {
    expect(isOver('2026-11-23', new Date('2026-11-24T11:59:59Z'))).toBe(false);
    expect(isOver('2026-11-23', new Date('2026-11-24T12:00:00Z'))).toBe(true);
    expect(isOver('2026-11-24', new Date('2026-11-23T10:00:00Z'))).toBe(false);
  });
});
