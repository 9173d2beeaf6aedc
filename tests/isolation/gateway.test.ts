import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breakInByGateway } from '#tests/kit/break-in-by-gateway.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';
import { colleague, stranger, toolOfAnotherSpace, toolOfStranger } from '#tests/kit/intruders.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { buryTreasure, type Treasure } from '#tests/kit/treasure.js';

describe('through the gateway', { timeout: 180_000 }, () => {
  let scenario: Scenario;
  let treasure: Treasure;
  let door: FrontDoor;
  beforeAll(async () => {
    scenario = await createScenario();
    treasure = await buryTreasure(scenario);
    door = await openFrontDoor(scenario.world);
  });
  afterAll(async () => {
    await door.close();
    await scenario.world.close();
  });

  test('the owner of another Organization gets nothing with the client’s own operations', async () => {
    const { attempts, breaches } = await breakInByGateway(door, treasure, await stranger(scenario));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(150);
  });

  test('a colleague without a right gets nothing with the client’s own operations', async () => {
    const { attempts, breaches } = await breakInByGateway(door, treasure, await colleague(scenario));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(150);
  });

  test.each([
    ['another Organization', toolOfStranger],
    ['another Space', toolOfAnotherSpace],
  ])('a tool of %s gets nothing with anybody’s operations', async (_whose, tool) => {
    const intruder = await tool(scenario);
    const { attempts, breaches } = await breakInByGateway(door, treasure, intruder);
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(150);
    const visitor = { token: intruder.token!, organization: intruder.organization };
    expect((await door.run('ToolWhoami', {}, visitor)).errors).toEqual([]);
  });

  test('the download of an export is for its owner alone, and a foreign one equals a missing one', async () => {
    const { eve, rival, ada, acme, max } = scenario;
    const fetchExport = async (token: string | null, slug: string, id: string) => {
      const cookie = token === null ? '' : `kopexa_session_${new URL(door.gateway.url).port}=${token}`;
      const answer = await fetch(`${door.gateway.url}/o/${slug}/audit-exports/${id}`, {
        headers: { cookie },
      });
      return { status: answer.status, text: (await answer.text()).replace(/"requestId":"[^"]*"/, '') };
    };
    const { exportId, documentId } = treasure.ids;
    const missing = await fetchExport(eve.token, rival.slug, documentId);
    expect(missing.status).toBe(404);
    expect(await fetchExport(eve.token, rival.slug, exportId)).toEqual(missing);
    expect(await fetchExport(eve.token, acme.slug, exportId)).toEqual(missing);
    expect(await fetchExport(max.token, acme.slug, exportId)).toEqual(missing);
    expect((await fetchExport(null, acme.slug, exportId)).status).toBe(401);
    expect((await fetchExport(ada.halfToken, acme.slug, exportId)).status).toBe(403);
    const own = await fetchExport(ada.token, acme.slug, exportId);
    expect(own.status).toBe(200);
    expect(own.text).toContain('"v":1');
  });
});
