import { beforeAll, describe, expect, it } from 'vitest';
import { clusterOfRun } from '#runtime/testing/cluster.js';
import { FAULTS } from './faults.js';
import type { Question } from './questions.js';
import type { Sample } from './prove.js';
import { run, type Report } from './run.js';

/** One in so many of the deeper paths; every root field and every field is always asked. */
const SPARSE = 30;

/** The owner is asked everything; of the other pairs of question and asker the day chooses so many. */
const ONE_IN = 6;

/** Every field by its shortest path, and of the other paths a part that the day decides. */
function sampled(questions: readonly Question[], seed: number): Question[] {
  const known = new Set<string>();
  const shortest = questions.toSorted((one, other) => one.path.length - other.path.length);
  const needed = shortest.filter(({ probes, opened }) => {
    const all = [...probes, ...opened.map((field) => `${field}()`)];
    const isNew = all.some((probe) => !known.has(probe));
    for (const probe of all) known.add(probe);
    return isNew;
  });
  return questions.filter((question, index) => needed.includes(question) || (index + seed) % SPARSE === 0);
}

describe('Isolation, in its quick form', () => {
  let report: Report;
  beforeAll(async () => {
    const seed = Math.floor(Date.now() / 86_400_000);
    const sample = (questions: readonly Question[], askers: Sample['askers']): Sample => ({
      questions: sampled(questions, seed),
      ...{ askers, seed, oneIn: ONE_IN },
    });
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
