import type { Person } from '#runtime/testing/world.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const INVITE =
  'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }';
const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }';
const REQUEST = 'mutation($input: RequestAccessInput!) { requestAccess(input: $input) }';
const WITHDRAW = 'mutation($id: ID!) { withdrawAccessRequest(requestId: $id) { state } }';
const DECIDE = 'mutation($input: DecideAccessRequestInput!) { decideAccessRequest(input: $input) { state } }';
const ROLE = 'mutation($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { role { id } } }';
const CREATE_ORGANIZATION =
  'mutation($input: CreateOrganizationInput!) { createOrganization(input: $input) { id } }';
const UPDATE_ORGANIZATION =
  'mutation($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { id } }';
const CREATE_SPACE = 'mutation($input: CreateSpaceInput!) { createSpace(input: $input) { id } }';
const UPDATE_SPACE = 'mutation($input: UpdateSpaceInput!) { updateSpace(input: $input) { id } }';
const SET = 'mutation($input: UpdateSettingInput!) { updateSetting(input: $input) { version } }';
const RESTORE = 'mutation($input: RestoreSettingInput!) { restoreSetting(input: $input) { version } }';

/** The same operation as Ada, who may, and as Max, who may not. */
function both({ world, acme, ada, max }: Scenario, document: string, variables: Record<string, unknown>) {
  const attempt = (person: Person) => () => world.as(person, acme).at('tenancy').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

const asAda = ({ world, acme, ada }: Scenario) => world.as(ada, acme).at('tenancy');

async function newMember(
  { world, acme }: Scenario,
  name: string,
): Promise<{ person: Person; memberId: string }> {
  const person = await world.person(name);
  await world.join(person, acme, 'member');
  const [row] = await world.sql<{ member_id: string }>(
    'SELECT member_id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
    [acme.id, person.id],
  );
  return { person, memberId: row!.member_id };
}

const newSpace = (scenario: Scenario, name: string): Promise<{ id: string }> =>
  must(asAda(scenario).run(CREATE_SPACE, { input: { name, description: '' } }));

const onSpace =
  (field: string): MutationCases[string] =>
  async (scenario) => {
    const { id } = await newSpace(scenario, `Für ${field}`);
    if (field === 'unarchiveSpace')
      await must(asAda(scenario).run('mutation($id: ID!) { archiveSpace(spaceId: $id) { id } }', { id }));
    return both(scenario, `mutation($id: ID!) { ${field}(spaceId: $id) { id } }`, { id });
  };

/** Every mutation of tenancy. */
export const tenancyCases: MutationCases = {
  createOrganization: async (scenario) => {
    const input = { name: 'Neue GmbH', slug: 'neue-gmbh' };
    return { allowed: both(scenario, CREATE_ORGANIZATION, { input }).allowed };
  },
  updateOrganization: async (scenario) => both(scenario, UPDATE_ORGANIZATION, { input: { name: 'Acme AG' } }),
  createSpace: async (scenario) => {
    const { world, acme } = scenario;
    const guest = await world.person('Gerd Gast');
    await world.join(guest, acme, 'guest');
    const variables = { input: { name: 'Neuer Space', description: 'Wofür er da ist' } };
    const denied = () => world.as(guest, acme).at('tenancy').run(CREATE_SPACE, variables);
    return { allowed: both(scenario, CREATE_SPACE, variables).allowed, denied };
  },
  updateSpace: async (scenario) => {
    const { id } = await newSpace(scenario, 'Wird umbenannt');
    return both(scenario, UPDATE_SPACE, { input: { spaceId: id, name: 'Umbenannt', description: 'Anders' } });
  },
  archiveSpace: onSpace('archiveSpace'),
  unarchiveSpace: onSpace('unarchiveSpace'),
  inviteMembers: async (scenario) =>
    both(scenario, INVITE, {
      input: { emails: ['eins@example.com', 'zwei@example.com'], role: 'organization.member' },
    }),
  revokeInvitation: async (scenario) => {
    const { invitationId } = await scenario.invite('drei@example.com');
    return both(scenario, 'mutation($id: ID!) { revokeInvitation(invitationId: $id) }', { id: invitationId });
  },
  acceptInvitation: async (scenario) => {
    const person = await scenario.world.person('Nina Neuling');
    const { token } = await scenario.invite(person.email);
    const accept = (who: Person) => () =>
      scenario.world
        .as(who)
        .at('tenancy')
        .run('mutation($token: String!) { acceptInvitation(token: $token) { id } }', { token });
    return { allowed: accept(person), denied: accept(scenario.eve) };
  },
  changeMemberRole: async (scenario) => {
    const { memberId } = await newMember(scenario, 'Rosa Rolle');
    return both(scenario, ROLE, { input: { memberId, role: 'organization.admin' } });
  },
  removeMember: async (scenario) => {
    const { memberId } = await newMember(scenario, 'Egon Entfernt');
    return both(scenario, 'mutation($id: ID!) { removeMember(memberId: $id) }', { id: memberId });
  },
  grantSpaceAccess: async (scenario) => {
    const { person } = await newMember(scenario, 'Zoe Zugriff');
    return both(scenario, GRANT, {
      input: { spaceId: scenario.spaceId, userId: person.id, role: 'space.viewer' },
    });
  },
  revokeSpaceAccess: async (scenario) => {
    const { person } = await newMember(scenario, 'Emil Entzug');
    const grantId = await scenario.world.grant(person, scenario.acme, scenario.spaceId, 'viewer');
    return both(scenario, 'mutation($id: ID!) { revokeSpaceAccess(grantId: $id) }', { id: grantId });
  },
  requestAccess: async (scenario) => {
    const { person } = await newMember(scenario, 'Bernd Bittet');
    const input = { spaceId: scenario.spaceId, message: 'Bitte lassen Sie mich mitlesen.' };
    return { allowed: () => scenario.world.as(person, scenario.acme).at('tenancy').run(REQUEST, { input }) };
  },
  decideAccessRequest: async (scenario) => {
    const { world, acme, spaceId } = scenario;
    const { person } = await newMember(scenario, 'Frieda Fragt');
    await must(
      world
        .as(person, acme)
        .at('tenancy')
        .run(REQUEST, { input: { spaceId, message: '' } }),
    );
    const [request] = await world.sql<{ request_id: string }>(
      'SELECT request_id FROM tenancy.access_request WHERE requested_by = $1',
      [person.id],
    );
    const input = {
      requestId: request!.request_id,
      approve: true,
      role: 'space.viewer',
      reason: 'Gehört zum Team.',
    };
    return both(scenario, DECIDE, { input });
  },
  withdrawAccessRequest: async (scenario) => {
    const { world, acme, max, spaceId } = scenario;
    const { person } = await newMember(scenario, 'Zita Zieht');
    const asZita = world.as(person, acme).at('tenancy');
    await must(asZita.run(REQUEST, { input: { spaceId, message: 'Hat sich erledigt.' } }));
    const [request] = await world.sql<{ id: string }>(
      'SELECT request_id AS id FROM tenancy.own_request WHERE requested_by = $1',
      [person.id],
    );
    return {
      allowed: () => asZita.run(WITHDRAW, { id: request!.id }),
      denied: () => world.as(max, acme).at('tenancy').run(WITHDRAW, { id: request!.id }),
    };
  },
  updateSetting: async (scenario) =>
    both(scenario, SET, {
      input: { key: 'invitations.valid_days', value: '14', reason: 'Urlaubszeit', expectedVersion: 0 },
    }),
  restoreSetting: async (scenario) => {
    const key = 'documents.review_months';
    const set = (value: string, expectedVersion: number) =>
      must(asAda(scenario).run(SET, { input: { key, value, reason: 'Versuch', expectedVersion } }));
    await set('6', 0);
    await set('24', 1);
    return both(scenario, RESTORE, {
      input: { key, version: 1, reason: 'Doch wie zuvor', expectedVersion: 2 },
    });
  },
};
