import type { Person } from '#runtime/testing/world.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { Arranged, MutationCases } from './mutation-cases.js';

const CREATE = 'mutation($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
const UPDATE = 'mutation($input: UpdateGroupInput!) { updateGroup(input: $input) { id } }';
const ADD = 'mutation($input: AddGroupMembersInput!) { addGroupMembers(input: $input) { id } }';
const REMOVE = 'mutation($input: RemoveGroupMembersInput!) { removeGroupMembers(input: $input) { id } }';
const NEST = 'mutation($input: NestGroupInput!) { nestGroup(input: $input) { id } }';
const UNNEST = 'mutation($input: NestGroupInput!) { unnestGroup(input: $input) { id } }';
const ARCHIVE = 'mutation($id: ID!) { archiveGroup(groupId: $id) { id } }';
const RESTORE = 'mutation($id: ID!) { restoreGroup(groupId: $id) { id } }';
const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }';

const asAda = ({ world, acme, ada }: Scenario) => world.as(ada, acme).at('tenancy');

/** The same operation as Ada, who may, and as Max, who may not. */
function both(
  { world, acme, ada, max }: Scenario,
  document: string,
  variables: Record<string, unknown>,
): Arranged {
  const attempt = (person: Person) => () => world.as(person, acme).at('tenancy').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

/** A group that gives access to Ada's Space, described, with Max in it for a time. */
async function filledGroup(scenario: Scenario, name: string): Promise<string> {
  const ada = asAda(scenario);
  const description = `Wofür ${name} da ist`;
  const { id } = await must<{ id: string }>(ada.run(CREATE, { input: { name, description } }));
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString();
  await must(
    ada.run(GRANT, { input: { spaceId: scenario.spaceId, groupId: id, role: 'space.viewer', until } }),
  );
  await must(ada.run(ADD, { input: { groupId: id, userIds: [scenario.ada.id], until } }));
  return id;
}

/** Two groups, the second in the first. */
async function nestedGroups(
  scenario: Scenario,
  name: string,
): Promise<{ parentId: string; childId: string }> {
  const parentId = await filledGroup(scenario, `${name} oben`);
  const childId = await filledGroup(scenario, `${name} unten`);
  await must(asAda(scenario).run(NEST, { input: { parentId, childId } }));
  return { parentId, childId };
}

/** Every mutation about groups. */
export const groupCases: MutationCases = {
  createGroup: async (scenario) =>
    both(scenario, CREATE, { input: { name: 'Neue Gruppe', description: 'Wofür sie da ist' } }),
  updateGroup: async (scenario) => {
    const groupId = await filledGroup(scenario, 'Alter Name');
    return both(scenario, UPDATE, { input: { groupId, name: 'Neuer Name', description: 'Anders' } });
  },
  addGroupMembers: async (scenario) => {
    const groupId = await filledGroup(scenario, 'Wächst');
    // Not Max: he would see Ada's Space from here on, and be refused nothing in it.
    const newcomer = await scenario.world.person('Gerd Gruppe');
    await scenario.world.join(newcomer, scenario.acme, 'member');
    return both(scenario, ADD, { input: { groupId, userIds: [newcomer.id] } });
  },
  removeGroupMembers: async (scenario) => {
    const groupId = await filledGroup(scenario, 'Schrumpft');
    return both(scenario, REMOVE, { input: { groupId, userIds: [scenario.ada.id] } });
  },
  nestGroup: async (scenario) => {
    const parentId = await filledGroup(scenario, 'Soll oben liegen');
    const childId = await filledGroup(scenario, 'Soll unten liegen');
    return both(scenario, NEST, { input: { parentId, childId } });
  },
  unnestGroup: async (scenario) =>
    both(scenario, UNNEST, { input: await nestedGroups(scenario, 'Getrennt') }),
  archiveGroup: async (scenario) =>
    both(scenario, ARCHIVE, { id: await filledGroup(scenario, 'Wird archiviert') }),
  restoreGroup: async (scenario) => {
    const { parentId } = await nestedGroups(scenario, 'Kommt zurück');
    await must(asAda(scenario).run(ARCHIVE, { id: parentId }));
    return both(scenario, RESTORE, { id: parentId });
  },
};
