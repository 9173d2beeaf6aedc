import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTS, histories, newTally, play } from './play.js';
import { openStage, type Stage } from './stage.js';

/** `KOPEXA_HISTORIES=200 npx vitest run tests/histories` plays that many; without it a few, within seconds. */
const RUNS = Number(process.env['KOPEXA_HISTORIES'] ?? 12);
const STEPS = 40;

/**
 * Who may do what over random histories, decided by the database alone: every step is a definer function or a
 * statement under row-level security, as a captured room could send it, without the policies in front of it.
 */
describe('over random histories', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  test(
    'the database and the model agree after every step, and no invariant breaks',
    { timeout: 900_000 },
    async () => {
      const tally = newTally();
      await fc.assert(
        fc.asyncProperty(histories(STEPS), (history) => play(stage, history, tally)),
        { numRuns: RUNS, seed: Number(process.env['KOPEXA_SEED'] ?? 20_261_123), endOnFailure: true },
      );
      console.info(
        `${tally.histories} histories, ${tally.done} steps done, ${tally.refused} refused; ` +
          [...tally.acts].map(([act, count]) => `${act} ${count}`).join(', '),
      );
      expect(tally.done).toBeGreaterThan(RUNS * 5);
      if (RUNS >= 200) expect([...tally.acts.keys()].sort()).toEqual(Object.keys(ACTS).sort());
    },
  );
});
