import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { breakIn } from '#tests/kit/break-in.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { buryTreasure, type Treasure } from '#tests/kit/treasure.js';
import { colleague, stranger } from '#tests/kit/intruders.js';
import { halfSignedIn } from '#tests/kit/intruders.js';
import { missingIds } from '#tests/kit/treasure.js';
import { probeRules } from '#tests/kit/fence-probes.js';

vi.mock('#runtime/access/compile.js', async (original) => ({
  ...(await original<object>()),
  compileRules: () => undefined,
}));

describe('without rules', { timeout: 180_000 }, () => {
  let scenario: Scenario;
  let treasure: Treasure;
  beforeAll(async () => {
    scenario = await createScenario();
    treasure = await buryTreasure(scenario);
  });
  afterAll(() => scenario.world.close());

  test('its own test fails', async () => {
    expect(await probeRules(scenario)).not.toEqual([]);
  });

  test('the others keep a stranger out', async () => {
    const { breaches } = await breakIn(scenario, treasure, await stranger(scenario));
    expect(breaches).toEqual([]);
  });

  test('the others keep a colleague without a right out', async () => {
    const { breaches } = await breakIn(scenario, treasure, await colleague(scenario));
    expect(breaches).toEqual([]);
  });

  test('the others keep a session with a password only out', async () => {
    const { breaches } = await breakIn(scenario, treasure, halfSignedIn(scenario, missingIds()));
    expect(breaches).toEqual([]);
  });
});
