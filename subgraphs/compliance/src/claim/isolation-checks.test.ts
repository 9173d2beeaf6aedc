import { describe, expect, test } from 'vitest';
import { checkOf } from './all-checks.js';
import type { CheckTools, Outcome } from './check.js';
import type { Evidence } from './ports.js';

const COMMIT = 'a'.repeat(40);
const NOW = new Date('2026-11-23T12:00:00Z');
const FIGURES = { probes: 40_000, faultsSeeded: 60, faultsCaught: 60, leaks: 0, oracles: 0 };
const WHOLE: Evidence = {
  name: 'isolation',
  commit: COMMIT,
  isClean: true,
  finishedAt: new Date('2026-11-23T10:00:00Z'),
  results: { 'run:isolation': { passed: 1, failed: 0, skipped: 0 } },
  figures: FIGURES,
};
const RUN = {
  ...{ runId: 'r', at: new Date('2026-11-23T09:00:00Z'), outcome: 'held', operations: 80, probes: 9_000 },
  ...{ requests: 3_000, leaks: 0, oracles: 0, broken: 0, seen: 30, seconds: 40, version: COMMIT },
};

const measured = async (id: string, tools: object): Promise<Outcome> =>
  (await checkOf(id)!.measure({ clock: () => NOW, ...tools } as CheckTools)).outcome;
const proof = (...evidence: Evidence[]): Promise<Outcome> =>
  measured('isolation.proof', { installation: { commit: COMMIT, evidence: () => evidence } });
const canaries = (hours: number | null, ...runs: object[]): Promise<Outcome> =>
  measured('isolation.canaries', { figures: { canaries: () => Promise.resolve({ hours, runs }) } });

describe('The proof of isolation on the claims board', () => {
  test('counts when it was whole, held, and belongs to this commit', async () => {
    expect(await proof(WHOLE)).toBe('passed');
    expect(await proof()).toBe('not_measured');
    expect(await proof({ ...WHOLE, commit: 'b'.repeat(40) })).toBe('not_measured');
    expect(await proof({ ...WHOLE, isClean: false })).toBe('not_measured');
    expect(await proof({ ...WHOLE, finishedAt: new Date('2026-10-20T10:00:00Z') })).toBe('not_measured');
  });

  test('is red when it did not hold, and not measured when only a part was run', async () => {
    const tally = (failed: number, skipped: number): Evidence => ({
      ...WHOLE,
      results: { 'run:isolation': { passed: 1 - failed, failed, skipped } },
    });
    expect(await proof(tally(1, 0))).toBe('failed');
    expect(await proof(tally(0, 1))).toBe('not_measured');
  });
});

describe('The canaries on the claims board', () => {
  test('are green while their last run is fresh and held', async () => {
    expect(await canaries(6, RUN)).toBe('passed');
    expect(await canaries(6)).toBe('not_measured');
    expect(await canaries(1, RUN)).toBe('passed');
    expect(await canaries(1, { ...RUN, at: new Date('2026-11-23T08:00:00Z') })).toBe('not_measured');
    expect(await canaries(0, RUN)).toBe('not_measured');
  });

  test('never become green again by a run that proves nothing', async () => {
    const leaked = { ...RUN, outcome: 'leaked', leaks: 1 };
    for (const outcome of ['unreachable', 'incomplete']) {
      expect(await canaries(6, { ...RUN, outcome })).toBe('not_measured');
      expect(await canaries(6, { ...RUN, outcome }, leaked)).toBe('failed');
    }
    expect(await canaries(6, RUN, leaked)).toBe('passed');
  });
});
