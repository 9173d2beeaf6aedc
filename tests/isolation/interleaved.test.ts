import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createScenario, must, paragraph, type Scenario } from '#tests/kit/scenario.js';

const TENANTS = 16;
const ROUNDS = 25;
const LISTS = `query($space: ID!) { spaceTree(spaceId: $space) { title } search(query: "Gemeinsames") { edges { node { document { title } } } } }`;
const SAVE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { title } }';

/** Sixteen Organizations share three database connections per subgraph (THREATS 12, 13). */
describe('requests of many Organizations at once', { timeout: 60_000 }, () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario();
  });
  afterAll(() => scenario.world.close());

  test('see their own and nothing else, also beside failing ones', async () => {
    const { world } = scenario;
    const tenants = await Promise.all(
      Array.from({ length: TENANTS }, async (_unused, index) => {
        const organization = await world.organization(`firma-${index}`);
        const person = await world.person(`Person ${index}`);
        await world.join(person, organization, 'owner');
        const spaceId = await world.space(organization, `Space ${index}`);
        await world.grant(person, organization, spaceId, 'manager');
        const at = world.as(person, organization).at('content');
        const title = `Gemeinsames Dokument ${index}`;
        await must(at.run(SAVE, { input: { spaceId, title, body: paragraph(`Text ${index}`) } }));
        return { at, title, spaceId };
      }),
    );
    const foreign = (own: number) => tenants[(own + 1) % TENANTS]!.spaceId;
    const seen = await Promise.all(
      Array.from({ length: TENANTS * ROUNDS }, async (_unused, index) => {
        const own = index % TENANTS;
        const { at, spaceId } = tenants[own]!;
        if (index % 7 === 0) {
          const refused = await at.run(SAVE, {
            input: { spaceId: foreign(own), title: 'Fremd', body: paragraph('x') },
          });
          expect(refused.errors[0]!.extensions.code).toBe('NOT_FOUND');
        }
        const { text } = await at.run(LISTS, { space: spaceId });
        return { own, titles: [...new Set(text.match(/Gemeinsames Dokument \d+/g) ?? [])] };
      }),
    );
    for (const { own, titles } of seen) expect(titles).toEqual([tenants[own]!.title]);
  });
});
