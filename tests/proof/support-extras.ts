import type { Operator } from '#tests/kit/operator.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Extra } from './extra.js';

const OPEN = 'mutation($input: OpenSupportAccessInput!) { openSupportAccess(input: $input) { id } }';
const ENTER = 'mutation($id: ID!) { enterSupport(supportAccessId: $id) { slug } }';
const HERE = '{ organization { __typename id viewerSupportUntil } }';
const OPENED =
  '{ organization { __typename id openSupportAccess { __typename id } supportAccesses { __typename id } } }';

/** What is seen of support while somebody is in: by the visitor, and by the owner who let them in. */
export async function askSupport({ world, ada }: Scenario, { organization }: Operator): Promise<Extra[]> {
  const helped = await world.organization('holt-hilfe');
  await world.join(ada, helped, 'owner');
  const spaceId = await world.space(helped, 'Braucht Hilfe');
  await world.grant(ada, helped, spaceId, 'manager');
  const helper = await world.person('Hella Hilfe');
  await world.join(helper, organization, 'admin');
  const owner = world.as(ada, helped).at('tenancy');
  const input = { reason: 'Bitte ansehen', hours: 1, spaces: [{ spaceId, role: 'space.viewer' }] };
  const { id } = await must<{ id: string }>(owner.run(OPEN, { input }));
  await must(world.as(helper, organization).at('tenancy').run(ENTER, { id }));
  return [
    {
      field: 'organization (as support)',
      answer: await world.as(helper, helped).at('tenancy').run(HERE),
    },
    { field: 'organization (with support)', answer: await owner.run(OPENED) },
  ];
}
