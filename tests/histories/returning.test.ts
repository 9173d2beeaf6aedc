import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Throw } from './act.js';
import { play } from './play.js';
import { openStage, type Stage } from './stage.js';

const step = (act: string, who: number, ...dice: [number, number, number, number]): Throw => ({
  act,
  who,
  dice,
});

/** Too rare to be thrown: a reader of a Space is removed while it is deleted, comes back, and so does the Space. */
const BACK_WITH_THE_SPACE = [
  step('grant', 2, 1, 3, 3, 1),
  step('deleteSpace', 2, 0, 0, 0, 0),
  step('remove', 0, 3, 0, 0, 0),
  step('invite', 0, 3, 2, 0, 0),
  step('accept', 3, 0, 0, 0, 0),
  step('restoreSpace', 2, 0, 0, 0, 0),
];

/** What somebody lost with their membership stays lost, on whatever way they come back. */
describe('somebody who comes back', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  test('does not get back what they had in a Space that was deleted meanwhile', async () => {
    await play(stage, BACK_WITH_THE_SPACE);
  });

  test('would, if restoring asked for a member only', async () => {
    const [row] = await stage.sql<{ text: string }>(
      "SELECT pg_get_functiondef('tenancy.restore_space'::regproc) AS text",
    );
    const weakened = row!.text.replace('m.joined_at <= held.deleted_at', 'true');
    expect(weakened).not.toBe(row!.text);
    await stage.sql(weakened);
    await expect(play(stage, BACK_WITH_THE_SPACE)).rejects.toThrow('The model says otherwise');
    await stage.sql(row!.text);
  });
});
