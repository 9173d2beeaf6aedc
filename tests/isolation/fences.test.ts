import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probeComposition, probePolicy, probeRowLevelSecurity, probeRules } from '#tests/kit/fence-probes.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { buryTreasure, type Treasure } from '#tests/kit/treasure.js';

// The files beside this one take out one fence each and show that its probe then finds the hole.
describe('the four fences', () => {
  let scenario: Scenario;
  let treasure: Treasure;
  beforeAll(async () => {
    scenario = await createScenario();
    treasure = await buryTreasure(scenario);
  });
  afterAll(() => scenario.world.close());

  test('stand: composition', async () => expect(await probeComposition()).toEqual([]));
  test('stand: rules', async () => expect(await probeRules(scenario)).toEqual([]));
  test('stand: policy', async () => expect(await probePolicy(scenario, treasure)).toEqual([]));
  test('stand: row-level security', async () => expect(await probeRowLevelSecurity(scenario)).toEqual([]));
});
