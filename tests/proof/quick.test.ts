import { beforeAll, describe, expect, it } from 'vitest';
import { clusterOfRun } from '#runtime/testing/cluster.js';
import { FAULTS } from './faults.js';
import type { Asker } from './asker.js';
import type { Sample } from './prove.js';
import type { Question } from './questions.js';
import { quickSample, seedOfToday } from './sample.js';
import { run, type Report } from './run.js';

describe('Isolation, in its quick form', () => {
  let report: Report;
  beforeAll(async () => {
    const sample = (questions: readonly Question[], askers: readonly Asker[]): Sample =>
      quickSample(questions, askers, seedOfToday());
    report = await run({
      cluster: await clusterOfRun(),
      sample,
      faults: /spaces_with names every Space of the Organization|remembers who asks/,
    });
  }, 600_000);

  it('is asked through the gateway about every field as everybody, and nothing leaks', () => {
    const { failures, leaks, oracles, database } = report;
    expect({ failures, leaks, oracles, database }).toEqual({
      ...{ failures: [], leaks: [], oracles: [], database: [] },
    });
  });

  it('reaches every field as somebody who may see it', () => {
    expect(report.notReached).toEqual([]);
    expect(report.probes).toBeGreaterThan(10_000);
  });

  it('notices what it would have to notice', () => {
    expect(report.faults.map(({ by }) => by)).toEqual(['probes', 'probes']);
    expect(FAULTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
  });
});
