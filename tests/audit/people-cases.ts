import type { Person } from '#runtime/testing/world.js';
import type { Scenario } from '#tests/kit/scenario.js';
import type { MutationCases } from './mutation-cases.js';

const SEND =
  'mutation($input: SendInvitationsInput!) { sendInvitations(input: $input) { invitations { id } } }';
const RESEND = 'mutation($ids: [ID!]!) { resendInvitations(invitationIds: $ids) { invitations { id } } }';
const REVOKE = 'mutation($ids: [ID!]!) { revokeInvitations(invitationIds: $ids) }';
const ROLES =
  'mutation($input: ChangeMemberRolesInput!) { changeMemberRoles(input: $input) { id role { id } } }';
const REMOVE = 'mutation($input: RemoveMembersInput!) { removeMembers(input: $input) }';
const LEAVE = 'mutation($input: LeaveOrganizationInput!) { leaveOrganization(input: $input) }';
const TRANSFER = 'mutation($input: TransferOwnershipInput!) { transferOwnership(input: $input) { id } }';

function both({ world, acme, ada, max }: Scenario, document: string, variables: Record<string, unknown>) {
  const attempt = (person: Person) => () => world.as(person, acme).at('tenancy').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

async function newMember({ world, acme }: Scenario, name: string) {
  const person = await world.person(name);
  await world.join(person, acme, 'member');
  const [row] = await world.sql<{ member_id: string }>(
    'SELECT member_id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
    [acme.id, person.id],
  );
  return { person, memberId: row!.member_id };
}

/** Changes of several memberships and invitations, leaving, handing over. */
export const peopleCases: MutationCases = {
  sendInvitations: async (scenario) => {
    const until = new Date(Date.now() + 90 * 86_400_000).toISOString();
    const invited = { email: 'liste@example.com', role: 'organization.auditor', until };
    const place = { spaceId: scenario.spaceId, spaceRole: 'space.viewer' };
    return both(scenario, SEND, { input: { invitations: [{ ...invited, ...place }] } });
  },
  resendInvitations: async (scenario) => {
    const { invitationId } = await scenario.invite('erneut@example.com');
    return both(scenario, RESEND, { ids: [invitationId] });
  },
  revokeInvitations: async (scenario) => {
    const { invitationId } = await scenario.invite('zurueck@example.com');
    return both(scenario, REVOKE, { ids: [invitationId] });
  },
  changeMemberRoles: async (scenario) => {
    const { memberId } = await newMember(scenario, 'Rita Rolle');
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
    return both(scenario, ROLES, { input: { memberIds: [memberId], role: 'organization.guest', until } });
  },
  removeMembers: async (scenario) => {
    const { world, acme, max } = scenario;
    const { person, memberId } = await newMember(scenario, 'Gina Geht');
    const spaceId = await world.space(acme, 'Ginas Space');
    await world.grant(person, acme, spaceId, 'manager');
    const input = { memberIds: [memberId], successors: [{ spaceId, userId: max.id }] };
    return both(scenario, REMOVE, { input });
  },
  leaveOrganization: async (scenario) => {
    const { person } = await newMember(scenario, 'Vera Verlässt');
    const { world, acme } = scenario;
    return { allowed: () => world.as(person, acme).at('tenancy').run(LEAVE, { input: {} }) };
  },
  transferOwnership: async (scenario) => {
    const { memberId } = await newMember(scenario, 'Erna Erbt');
    return both(scenario, TRANSFER, { input: { memberId, stay: true } });
  },
};
