import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const OPEN = 'mutation($input: OpenSupportAccessInput!) { openSupportAccess(input: $input) { id } }';
const ENTER = 'mutation($id: ID!) { enterSupport(supportAccessId: $id) { slug } }';
const SEES = '{ organization { spaces { id } } }';

let world: World;
beforeAll(async () => {
  world = await createWorld([tenancySubgraph]);
});
afterAll(() => world.close());

it('Support gets, on coming in, what the person who opened it could still give then', async () => {
  const [operator, acme] = [await world.organization('operator'), await world.organization('acme')];
  await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [operator.id]);
  const [paula, olga] = [await world.person('Paula Stein'), await world.person('Olga Owner')];
  await world.join(paula, operator, 'owner');
  await world.join(olga, acme, 'owner');
  const [kept, lost] = [await world.space(acme, 'Plans'), await world.space(acme, 'Board')];
  await world.grant(olga, acme, kept, 'manager');
  const shared = await world.grant(olga, acme, lost, 'manager');
  const run = async <Data>(person: Person, at: TestOrganization, text: string, variables = {}) => {
    const { data, errors } = await world.as(person, at).at('tenancy').run<Data>(text, variables);
    expect(errors).toEqual([]);
    return data;
  };
  const spaces = [kept, lost].map((spaceId) => ({ spaceId, role: 'space.viewer' }));
  const { openSupportAccess: opened } = await run<{ openSupportAccess: { id: string } }>(olga, acme, OPEN, {
    input: { reason: 'Die Suche findet nichts', hours: 2, spaces },
  });
  await world.revoke(shared);
  await run(paula, operator, ENTER, { id: opened.id });
  expect(await run(paula, acme, SEES)).toEqual({ organization: { spaces: [{ id: kept }] } });
});
