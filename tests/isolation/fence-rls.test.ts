import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breakIn } from '#tests/kit/break-in.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { buryTreasure, type Treasure } from '#tests/kit/treasure.js';
import { colleague, stranger } from '#tests/kit/intruders.js';
import { probeRowLevelSecurity, takeOutRowLevelSecurity } from '#tests/kit/fence-probes.js';

describe('without row-level security', { timeout: 180_000 }, () => {
  let scenario: Scenario;
  let treasure: Treasure;
  beforeAll(async () => {
    scenario = await createScenario();
    treasure = await buryTreasure(scenario);
    await takeOutRowLevelSecurity(scenario);
  });
  afterAll(() => scenario.world.close());

  test('its own test fails', async () => {
    expect(await probeRowLevelSecurity(scenario)).not.toEqual([]);
  });

  test('the others keep a stranger out', async () => {
    const { breaches } = await breakIn(scenario, treasure, await stranger(scenario));
    expect(breaches).toEqual([]);
  });

  test('the others keep a colleague without a right out', async () => {
    const { breaches } = await breakIn(scenario, treasure, await colleague(scenario));
    expect(breaches).toEqual([]);
  });
});
