import type { Person, TestOrganization } from '#runtime/testing/world.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Arranged, MutationCases } from './mutation-cases.js';

const ARCHIVE = 'mutation { archiveOrganization { id archivedAt } }';
const UNARCHIVE = 'mutation { unarchiveOrganization { id archivedAt } }';
const DELETE =
  'mutation($input: DeleteOrganizationInput!) { deleteOrganization(input: $input) { id deletesAt } }';
const CANCEL = 'mutation { cancelOrganizationDeletion { id deletesAt } }';
const CREATE_SPACE = 'mutation($input: CreateSpaceInput!) { createSpace(input: $input) { id } }';
const DELETE_SPACE = 'mutation($input: DeleteSpaceInput!) { deleteSpace(input: $input) { id } }';
const RESTORE_SPACE = 'mutation($id: ID!) { restoreSpace(spaceId: $id) { id } }';

let made = 0;

/** An Organization of its own for each: one that rests or ends would be in the way of everything else. */
async function another({ world, ada, max }: Scenario): Promise<TestOrganization> {
  made += 1;
  const organization = await world.organization(`vergeht-${made}`);
  await world.join(ada, organization, 'owner');
  await world.join(max, organization, 'member');
  return organization;
}

function both(
  { world, ada, max }: Scenario,
  organization: TestOrganization,
  document: string,
  variables: Record<string, unknown> = {},
): Arranged {
  const attempt = (person: Person) => () =>
    world.as(person, organization).at('tenancy').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

const typed = (organization: TestOrganization) => ({
  input: { confirmation: `Organization ${organization.slug}` },
});

async function newSpace(
  { world, ada }: Scenario,
  organization: TestOrganization,
  name: string,
): Promise<string> {
  const run = world.as(ada, organization).at('tenancy').run(CREATE_SPACE, { input: { name } });
  return (await must<{ id: string }>(run)).id;
}

/** How Organizations and Spaces rest, end and come back. */
export const lifeCases: MutationCases = {
  archiveOrganization: async (scenario) => both(scenario, await another(scenario), ARCHIVE),
  unarchiveOrganization: async (scenario) => {
    const organization = await another(scenario);
    await must(both(scenario, organization, ARCHIVE).allowed());
    return both(scenario, organization, UNARCHIVE);
  },
  deleteOrganization: async (scenario) => {
    const organization = await another(scenario);
    return both(scenario, organization, DELETE, typed(organization));
  },
  cancelOrganizationDeletion: async (scenario) => {
    const organization = await another(scenario);
    await must(both(scenario, organization, DELETE, typed(organization)).allowed());
    return both(scenario, organization, CANCEL);
  },
  deleteSpace: async (scenario) => {
    const spaceId = await newSpace(scenario, scenario.acme, 'Wird gelöscht');
    return both(scenario, scenario.acme, DELETE_SPACE, { input: { spaceId, confirmation: 'Wird gelöscht' } });
  },
  restoreSpace: async (scenario) => {
    const spaceId = await newSpace(scenario, scenario.acme, 'Kommt wieder');
    const input = { spaceId, confirmation: 'Kommt wieder' };
    await must(both(scenario, scenario.acme, DELETE_SPACE, { input }).allowed());
    return both(scenario, scenario.acme, RESTORE_SPACE, { id: spaceId });
  },
};
