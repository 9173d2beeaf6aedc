import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const ROLES = `mutation ($input: ChangeMemberRolesInput!) { changeMemberRoles(input: $input) { id role { id } until } }`;
const REMOVE = 'mutation ($input: RemoveMembersInput!) { removeMembers(input: $input) }';
const LEAVE = 'mutation ($input: LeaveOrganizationInput!) { leaveOrganization(input: $input) }';
const TRANSFER =
  'mutation ($input: TransferOwnershipInput!) { transferOwnership(input: $input) { role { id } } }';
const LEAVING = `query ($ids: [ID!]!) { organization { leaving(memberIds: $ids) {
  members { id spaces documents serviceAccounts invitations user { id } } spacesLeftAlone { id name mayAppoint } } } }`;
const LIST = `query ($filter: MemberFilterInput) { organization { members(filter: $filter) { edges { node { id until } } } } }`;
type Role = 'owner' | 'admin' | 'member' | 'guest';

describe('memberships', () => {
  let world: World;
  let worker: OutboxWorker;
  const sent: Mail[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: tenancySubgraph.outbox ?? {},
      tools: {
        mail: { send: (mail) => Promise.resolve(void sent.push(mail)) },
        origin: 'http://localhost:4000',
      },
      report: (error) => {
        throw error;
      },
    });
  });
  afterAll(async () => {
    await worker.close();
    await world.close();
  });

  const at = (person: Person, organization: TestOrganization) => world.as(person, organization).at('tenancy');
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

  async function company(slug: string, roles: readonly Role[]) {
    const organization = await world.organization(slug);
    const people = [];
    for (const [index, role] of roles.entries()) {
      const person = await world.person(`${String.fromCharCode(65 + index)} ${role}`);
      await world.join(person, organization, role);
      const [row] = await world.sql<{ id: string }>(
        'SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
        [organization.id, person.id],
      );
      people.push({ ...person, memberId: row!.id });
    }
    return { organization, people };
  }

  const codeOf = (answer: { errors: readonly { extensions: { code: string } }[] }): string =>
    answer.errors[0]?.extensions.code ?? 'ok';

  it('end by themselves, with everything that came with them, and come back with nothing', async () => {
    const { organization, people } = await company('ending', ['owner', 'member', 'member']);
    const [owner, max] = [people[0]!, people[1]!];
    const space = await world.space(organization, 'Plans');
    await world.grant(owner, organization, space, 'manager');
    await world.grant(max, organization, space, 'editor');
    const input = { memberIds: [max.memberId], role: 'organization.guest', until: inDays(2) };
    const changed = await at(owner, organization).run(ROLES, { input });
    expect(changed.errors).toEqual([]);
    const soon = await at(owner, organization).run(LIST, { filter: { endsWithinDays: 7 } });
    expect(soon.data).toEqual({
      organization: { members: { edges: [{ node: { id: max.memberId, until: input.until } }] } },
    });
    expect(codeOf(await at(max, organization).run('{ organization { id } }'))).toBe('ok');
    await world.sql(
      "UPDATE tenancy.membership SET valid_from = now() - interval '2 days', valid_to = now() - interval '1 second' WHERE member_id = $1 AND valid_to > now()",
      [max.memberId],
    );
    expect(codeOf(await at(max, organization).run('{ organization { id } }'))).toBe('NOT_FOUND');
    const INVITE =
      'mutation ($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }';
    const again = { emails: [max.email], role: 'organization.guest' };
    expect((await at(owner, organization).run(INVITE, { input: again })).errors).toEqual([]);
    await worker.drain();
    const token = new URL(/http:\S+/.exec(sent.at(-1)!.text)![0]).searchParams.get('token');
    const ACCEPT = 'mutation ($token: String!) { acceptInvitation(token: $token) { id } }';
    expect((await world.as(max).at('tenancy').run(ACCEPT, { token })).errors).toEqual([]);
    const back = await at(max, organization).run('{ organization { id spaces { id } } }');
    expect(back.data).toEqual({ organization: { id: organization.id, spaces: [] } });
  });

  it('change for many or for nobody, and name everybody who stands in the way', async () => {
    const { organization, people } = await company('many', ['owner', 'admin', 'member', 'member']);
    const [owner, admin, one, two] = people;
    const ids = [owner, one, two].map((person) => person!.memberId);
    const refused = await at(admin!, organization).run(ROLES, {
      input: { memberIds: ids, role: 'organization.guest' },
    });
    expect(codeOf(refused)).toBe('FORBIDDEN');
    expect(refused.errors[0]!.extensions.details).toEqual({
      refused: [{ memberId: owner!.memberId, code: 'FORBIDDEN' }],
    });
    const last = await at(owner!, organization).run(ROLES, {
      input: { memberIds: ids, role: 'organization.guest' },
    });
    expect(last.errors[0]!.extensions).toMatchObject({
      code: 'LAST_OWNER',
      details: { refused: [{ memberId: owner!.memberId, code: 'LAST_OWNER' }] },
    });
    const done = await at(admin!, organization).run(ROLES, {
      input: { memberIds: ids.slice(1), role: 'organization.guest' },
    });
    expect(done.data).toEqual({
      changeMemberRoles: ids.slice(1).map((id) => ({ id, role: { id: 'organization.guest' }, until: null })),
    });
    const entries = await world.sql<{ subject_id: string }>(
      "SELECT subject_id FROM compliance.audit_entry WHERE org_id = $1 AND action = 'member.change_roles' AND outcome = 'ok'",
      [organization.id],
    );
    expect(entries.map((entry) => entry.subject_id).sort()).toEqual(ids.slice(1).sort());
    const foreign = await company('other', ['owner']);
    const input = { memberIds: [foreign.people[0]!.memberId], role: 'organization.guest' };
    const missing = { ...input, memberIds: [organization.id] };
    const answers = [input, missing].map((each) => at(owner!, organization).run(ROLES, { input: each }));
    const [one_, other] = await Promise.all(answers);
    expect(one_!.text).toBe(other!.text);
  });

  it('give auditors an end always, and everybody one that lies ahead', async () => {
    const { organization, people } = await company('audited', ['owner', 'member']);
    const change = (until: string | null) =>
      at(people[0]!, organization).run(ROLES, {
        input: { memberIds: [people[1]!.memberId], role: 'organization.auditor', until },
      });
    for (const until of [null, new Date().toISOString(), inDays(5 * 366)])
      expect((await change(until)).errors[0]?.extensions).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'input.until',
      });
    expect((await change(inDays(30))).errors).toEqual([]);
  });

  it('leave no Space without somebody in charge: a successor is named, or nobody goes', async () => {
    const { organization, people } = await company('charge', ['owner', 'member', 'member', 'member']);
    const [owner, alone, heir, reader] = people;
    const spaceId = await world.space(organization, 'Vertraulich');
    await world.grant(alone!, organization, spaceId, 'manager');
    await world.grant(reader!, organization, spaceId, 'viewer');
    const ids = [alone!.memberId];
    const told = await at(owner!, organization).run(LEAVING, { ids });
    expect(told.data).toMatchObject({
      organization: {
        leaving: {
          members: [{ id: alone!.memberId, spaces: 1, user: { id: alone!.id } }],
          spacesLeftAlone: [{ id: spaceId, name: 'Vertraulich', mayAppoint: true }],
        },
      },
    });
    expect(codeOf(await at(heir!, organization).run(LEAVING, { ids }))).toBe('NOT_FOUND');
    const remove = (userId?: string) =>
      at(owner!, organization).run(REMOVE, {
        input: { memberIds: ids, ...(userId ? { successors: [{ spaceId, userId }] } : {}) },
      });
    expect((await remove()).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.successors',
    });
    // Who is not in a Space hands it on, and never takes it; who goes takes nothing over.
    expect(codeOf(await remove(owner!.id))).toBe('FORBIDDEN');
    expect(codeOf(await remove(alone!.id))).toBe('INVALID_INPUT');
    const temporary = { memberIds: ids, role: 'organization.member', until: inDays(3) };
    expect(codeOf(await at(owner!, organization).run(ROLES, { input: temporary }))).toBe('INVALID_INPUT');
    expect((await remove(heir!.id)).errors).toEqual([]);
    const spaces = await at(heir!, organization).run('{ organization { spaces { id viewerCan } } }');
    expect(JSON.stringify(spaces.data)).toContain('SPACE_SHARE');
    await worker.drain();
    expect(sent.at(-1)).toMatchObject({ to: alone!.email });
  });

  it('are given up by leaving, but not by the last owner or who is in charge alone', async () => {
    const { organization, people } = await company('leaving', ['owner', 'guest', 'member']);
    const [owner, guest, member] = people;
    const leave = (person: Person, input: object = {}) => at(person, organization).run(LEAVE, { input });
    expect(codeOf(await leave(owner!))).toBe('LAST_OWNER');
    expect((await leave(guest!)).data).toEqual({ leaveOrganization: true });
    expect(codeOf(await leave(guest!))).toBe('NOT_FOUND');
    const spaceId = await world.space(organization, 'Allein');
    await world.grant(member!, organization, spaceId, 'manager');
    expect(codeOf(await leave(member!))).toBe('INVALID_INPUT');
    const successors = [{ spaceId, userId: owner!.id }];
    expect((await leave(member!, { successors })).data).toEqual({ leaveOrganization: true });
    expect(codeOf(await at(owner!, organization).run(`{ space(id: "${spaceId}") { id } }`))).toBe('ok');
  });

  it('hand an Organization over with a fresh second factor only, and tell both', async () => {
    const { organization, people } = await company('handed', ['owner', 'admin', 'guest']);
    const [owner, admin, guest] = people;
    const transfer = (person: Person, memberId: string, stay: boolean) =>
      at(person, organization).run(TRANSFER, { input: { memberId, stay } });
    expect(codeOf(await transfer(admin!, admin!.memberId, true))).toBe('FORBIDDEN');
    expect(codeOf(await transfer(owner!, guest!.memberId, true))).toBe('INVALID_INPUT');
    const age = (minutes: number) =>
      world.sql(
        `UPDATE identity.session SET mfa_at = now() - interval '${minutes} minutes' WHERE account_id = $1`,
        [owner!.id],
      );
    await age(6);
    expect(codeOf(await transfer(owner!, admin!.memberId, false))).toBe('STEP_UP_REQUIRED');
    await age(0);
    expect((await transfer(owner!, admin!.memberId, false)).data).toEqual({
      transferOwnership: { role: { id: 'organization.owner' } },
    });
    const own = await at(owner!, organization).run('{ organization { viewerRole { id } } }');
    expect(own.data).toEqual({ organization: { viewerRole: { id: 'organization.admin' } } });
    await worker.drain();
    expect(
      sent
        .slice(-2)
        .map(({ to }) => to)
        .sort(),
    ).toEqual([owner!.email, admin!.email].sort());
  });
});
