import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createWorld, type World } from '#runtime/testing/world.js';
import { careless, probeComposition } from '#tests/kit/fence-probes.js';

vi.mock('#runtime/access/compile.js', async (original) => ({
  ...(await original<object>()),
  findRuleFaults: () => [],
}));
vi.mock('#runtime/audit/directive.js', async (original) => ({
  ...(await original<object>()),
  findAuditFaults: () => [],
}));

describe('without the checks of the build', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([careless]);
  });
  afterAll(() => world.close());

  test('their own test fails', async () => {
    expect(await probeComposition()).not.toEqual([]);
  });

  test('rules close a field that has none', async () => {
    const ada = await world.person('Ada Berg');
    const acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    const answer = await world.as(ada, acme).at('identity').run('{ unruled }');
    expect(answer.errors[0]!.extensions.code).toBe('FORBIDDEN');
    expect(answer.text).not.toContain('kanarie');
  });

  test('a mutation without @audit does not run', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const answer = await world
      .as(await world.person('Ben Kurz'))
      .at('identity')
      .run('mutation { unaudited }');
    expect(answer.errors).toHaveLength(1);
    expect(answer.text).not.toContain('kanarie');
  });
});
