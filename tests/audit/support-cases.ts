import type { Person } from '#runtime/testing/world.js';
import { operatorOf } from '#tests/kit/operator.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const OPEN = 'mutation($input: OpenSupportAccessInput!) { openSupportAccess(input: $input) { id } }';
const END = 'mutation($id: ID!) { endSupportAccess(supportAccessId: $id) { id } }';
const ENTER = 'mutation($id: ID!) { enterSupport(supportAccessId: $id) { slug } }';

const inputOf = ({ spaceId }: Scenario) => ({
  reason: 'Die Suche findet ein Dokument nicht.',
  hours: 4,
  spaces: [{ spaceId, role: 'space.viewer' }],
});

/** Only one can be open: what is open is ended first. */
async function endOpen({ world, acme, ada }: Scenario): Promise<void> {
  const asAda = world.as(ada, acme).at('tenancy');
  const { data } = await asAda.run<{ organization: { openSupportAccess: { id: string } | null } }>(
    '{ organization { openSupportAccess { id } } }',
  );
  const id = data.organization.openSupportAccess?.id;
  if (id) await must(asAda.run(END, { id }));
}

/** Support access of Acme, opened by Ada; returns its id. */
export async function openSupport(scenario: Scenario): Promise<string> {
  await endOpen(scenario);
  const { world, acme, ada } = scenario;
  const opening = world
    .as(ada, acme)
    .at('tenancy')
    .run(OPEN, { input: inputOf(scenario) });
  return (await must<{ id: string }>(opening)).id;
}

/** Every mutation of support access. */
export const supportCases: MutationCases = {
  openSupportAccess: async (scenario) => {
    await endOpen(scenario);
    const attempt = (person: Person) => () =>
      scenario.world
        .as(person, scenario.acme)
        .at('tenancy')
        .run(OPEN, { input: inputOf(scenario) });
    return { allowed: attempt(scenario.ada), denied: attempt(scenario.max) };
  },
  endSupportAccess: async (scenario) => {
    const id = await openSupport(scenario);
    const attempt = (person: Person) => () =>
      scenario.world.as(person, scenario.acme).at('tenancy').run(END, { id });
    return { allowed: attempt(scenario.ada), denied: attempt(scenario.max) };
  },
  enterSupport: async (scenario) => {
    const { organization, paula, mia } = await operatorOf(scenario.world);
    const id = await openSupport(scenario);
    const attempt = (person: Person) => () =>
      scenario.world.as(person, organization).at('tenancy').run(ENTER, { id });
    return { allowed: attempt(paula), denied: attempt(mia) };
  },
};
