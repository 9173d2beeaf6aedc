import { describe, expect, test } from 'vitest';
import { CLAIMS, type ClaimEntry } from '#schema/claims.js';
import { CHECKS, checkOf } from './all-checks.js';
import { say, type Outcome } from './check.js';
import { intervalsOf, isStale, standingsOf, type NewestRun } from './claim-state.js';
import { matches } from './checks/recorded-tests.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

const claim = (change: Partial<ClaimEntry> = {}): ClaimEntry => ({
  ...{
    number: 1,
    section: 'isolation',
    kind: 'product',
    isStrict: false,
    owner: 'security',
    isSupplierRow: false,
  },
  ...{
    title: say('Eins', 'One'),
    red: say('Rot', 'Red'),
    checks: ['a.one', 'a.two'],
    claims: [],
    everyHours: 24,
  },
  ...change,
});

const run = (checkId: string, outcome: Outcome, at = hoursAgo(1)): NewestRun => ({
  ...{ checkId, outcome, at, version: null },
  says: say(`${checkId} auf Deutsch`, `${checkId} in English`),
});

const standing = (entry: ClaimEntry, ...runs: NewestRun[]) =>
  standingsOf({ claims: [entry] }, new Map(runs.map((each) => [each.checkId, each])), NOW).get(entry.number)!;

describe('the state of a claim', () => {
  test('is proven only when all of its checks passed and none is old', () => {
    expect(standing(claim(), run('a.one', 'passed', hoursAgo(3)), run('a.two', 'passed'))).toEqual({
      state: 'proven',
      reason: null,
      checkedAt: hoursAgo(3),
    });
    expect(standing(claim(), run('a.one', 'passed')).state).toBe('partly');
    expect(standing(claim(), run('a.one', 'passed'), run('a.two', 'not_measured'))).toMatchObject({
      state: 'partly',
      reason: { en: '1 of 2 measurements are at hand. a.two in English' },
    });
    expect(standing(claim(), run('a.one', 'passed'), run('a.two', 'passed', hoursAgo(50))).state).toBe(
      'partly',
    );
  });

  test('is red as soon as one check failed, however old that is', () => {
    expect(standing(claim(), run('a.one', 'passed'), run('a.two', 'failed', hoursAgo(900)))).toMatchObject({
      state: 'failed',
      reason: { de: 'a.two auf Deutsch' },
    });
  });

  test('is never green without evidence', () => {
    expect(standing(claim({ checks: [] })).state).toBe('not_checked');
    expect(standing(claim()).state).toBe('not_checked');
    expect(standing(claim(), run('a.one', 'not_measured'), run('a.two', 'not_measured'))).toMatchObject({
      state: 'not_checked',
      reason: { en: 'a.one in English' },
    });
    expect(standing(claim(), run('a.one', 'passed', hoursAgo(50))).state).toBe('not_checked');
  });

  test('is not whole when the claim says more than is measured, and a supplier’s row is no proof of ours', () => {
    const all = [run('a.one', 'passed'), run('a.two', 'passed')];
    const beyond = say('Mehr', 'More');
    expect(standing(claim({ beyond }), ...all)).toMatchObject({ state: 'partly', reason: beyond });
    expect(standing(claim({ isSupplierRow: true }), ...all).state).toBe('supplier');
  });

  test('of a roll-up follows the claims that it rests on', () => {
    const rollUp = claim({ number: 9, kind: 'roll_up', checks: [], claims: [1, 2] });
    const parts = [claim({ checks: ['a.one'] }), claim({ number: 2, checks: ['a.two'] })];
    const state = (...runs: NewestRun[]) =>
      standingsOf({ claims: [...parts, rollUp] }, new Map(runs.map((each) => [each.checkId, each])), NOW).get(
        9,
      )?.state;
    expect(state(run('a.one', 'passed'), run('a.two', 'passed'))).toBe('proven');
    expect(state(run('a.one', 'passed'))).toBe('partly');
    expect(state(run('a.one', 'passed'), run('a.two', 'failed'))).toBe('failed');
    expect(state()).toBe('not_checked');
  });

  test('asks a check as often as its most impatient claim', () => {
    const hours = intervalsOf({
      claims: [claim({ everyHours: 24 }), claim({ everyHours: 6, checks: ['a.two'] })],
    });
    expect([...hours]).toEqual([
      ['a.one', 24],
      ['a.two', 6],
    ]);
    expect(isStale({ at: hoursAgo(12) }, 6, NOW)).toBe(false);
    expect(isStale({ at: hoursAgo(14) }, 6, NOW)).toBe(true);
  });
});

describe('the checks', () => {
  test('are those that the catalogue names, all of them and no others', () => {
    const named = [...new Set(CLAIMS.claims.flatMap(({ checks }) => checks))];
    expect(named.filter((id) => !checkOf(id))).toEqual([]);
    expect(CHECKS.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([]);
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });

  test('say in both languages what they measure', () => {
    for (const { title, measures } of CHECKS) {
      expect(title.de).not.toBe(title.en);
      expect(measures.de).not.toBe(measures.en);
    }
  });

  test('find tests by file, by folder and by step', () => {
    expect(matches('tests/isolation/', 'tests/isolation/fences.test.ts')).toBe(true);
    expect(matches('tests/isolation/', 'tests/isolation-more/x.test.ts')).toBe(false);
    expect(matches('step:lint', 'step:lint')).toBe(true);
    expect(matches('step:lint', 'step:lint of documents')).toBe(false);
  });
});
