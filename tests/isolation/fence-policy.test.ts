import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { breakIn } from '#tests/kit/break-in.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { buryTreasure, type Treasure } from '#tests/kit/treasure.js';
import { colleague, stranger } from '#tests/kit/intruders.js';
import { probePolicy } from '#tests/kit/fence-probes.js';

vi.mock('../../subgraphs/compliance/src/audit/audit.policy.js', async (original) =>
  (await import('#tests/kit/permissive.js')).permissive(await original<object>()),
);
vi.mock('../../subgraphs/compliance/src/export/export.policy.js', async (original) =>
  (await import('#tests/kit/permissive.js')).permissive(await original<object>()),
);
vi.mock('../../subgraphs/content/src/document/document.policy.js', async (original) =>
  (await import('#tests/kit/permissive.js')).permissive(await original<object>()),
);
vi.mock('../../subgraphs/content/src/tree/tree.policy.js', async (original) =>
  (await import('#tests/kit/permissive.js')).permissive(await original<object>()),
);
vi.mock('../../subgraphs/tenancy/src/member/member.policy.js', async (original) =>
  (await import('#tests/kit/permissive.js')).permissive(await original<object>()),
);
vi.mock('../../subgraphs/tenancy/src/organization/organization.policy.js', async (original) =>
  (await import('#tests/kit/permissive.js')).permissive(await original<object>()),
);
vi.mock('../../subgraphs/tenancy/src/space/space.policy.js', async (original) =>
  (await import('#tests/kit/permissive.js')).permissive(await original<object>()),
);

describe('without policies', { timeout: 180_000 }, () => {
  let scenario: Scenario;
  let treasure: Treasure;
  beforeAll(async () => {
    scenario = await createScenario();
    treasure = await buryTreasure(scenario);
  });
  afterAll(() => scenario.world.close());

  test('its own test fails', async () => {
    expect(await probePolicy(scenario, treasure)).not.toEqual([]);
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
