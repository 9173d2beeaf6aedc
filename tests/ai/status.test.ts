import { afterAll, describe, expect, test } from 'vitest';
import { createAiScenario } from '#tests/kit/ai-scenario.js';
import { askAi, readAnswer, setSetting } from '#tests/kit/ai.js';
import { PEER } from '#tests/kit/azure-openai.js';
import { openFrontDoor } from '#tests/kit/front-door.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';

const STATUS =
  '{ aiStatus { available missing endpoint region deployment apiVersion masks languages budget { personLimit personUsed organizationUsed } } }';

const statusOf = async (scenario: Scenario, person = scenario.ada): Promise<Record<string, unknown>> =>
  (await scenario.world.as(person, scenario.acme).at('ai').run<{ aiStatus: Record<string, unknown> }>(STATUS))
    .data.aiStatus;

describe('whether AI can be used', () => {
  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  test('says which of the two switches is missing, and refuses with the same', async () => {
    const scenario = await createScenario();
    closing.push(() => scenario.world.close());
    const door = await openFrontDoor(scenario.world);
    closing.push(() => door.close());
    const { ada, acme } = scenario;
    const ask = async () =>
      readAnswer(
        await askAi(
          door.gateway.url,
          { person: ada, organization: acme },
          { kind: 'REWRITE', text: 'x', style: 'CLEARER' },
        ),
      );
    expect(await statusOf(scenario)).toMatchObject({
      available: false,
      missing: ['OPERATOR', 'ORGANIZATION'],
      endpoint: null,
    });
    const refused = await ask();
    expect([refused.code, refused.status]).toEqual(['AI_OFF', 403]);
    expect(refused.error?.extensions['details']).toEqual({ missing: ['OPERATOR', 'ORGANIZATION'] });
    await setSetting(scenario.world, acme, 'ai.enabled', 'true', ada);
    expect((await statusOf(scenario))['missing']).toEqual(['OPERATOR']);
    expect((await ask()).error?.message).toBe('Der Betreiber hat keinen KI-Dienst eingerichtet.');
    const usage = await scenario.world
      .as(ada, acme)
      .at('ai')
      .run<{ aiUsage: { rows: unknown[] } }>('{ aiUsage { rows { day } } }');
    expect(usage.data.aiUsage.rows).toEqual([]);
  });

  test('says where texts go, and no secret', async () => {
    const scenario = await createAiScenario({ isOn: false });
    closing.push(() => scenario.close());
    expect((await statusOf(scenario))['missing']).toEqual(['ORGANIZATION']);
    await setSetting(scenario.world, scenario.acme, 'ai.enabled', 'true', scenario.ada);
    const status = await statusOf(scenario);
    expect(status).toMatchObject({
      available: true,
      missing: [],
      endpoint: new URL(scenario.peer.url).host,
      region: 'Test',
      deployment: PEER.deployment,
      apiVersion: PEER.apiVersion,
      masks: ['PERSON', 'MAIL', 'PHONE', 'IBAN'],
      budget: { personLimit: 200_000, personUsed: 0, organizationUsed: 0 },
    });
    expect(JSON.stringify(status)).not.toContain(PEER.key);
    expect((await statusOf(scenario, scenario.max))['budget']).toMatchObject({ organizationUsed: null });
  });
});
