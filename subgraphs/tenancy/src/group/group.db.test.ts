import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const CREATE = 'mutation($input: CreateGroupInput!) { createGroup(input: $input) { id name } }';
const ADD = `mutation($input: AddGroupMembersInput!) { addGroupMembers(input: $input) {
  id memberCount members { user { id } via { name } until addedBy { id } } } }`;
const REMOVE =
  'mutation($input: RemoveGroupMembersInput!) { removeGroupMembers(input: $input) { memberCount } }';
const NEST = 'mutation($input: NestGroupInput!) { nestGroup(input: $input) { children { name } } }';
const UNNEST = 'mutation($input: NestGroupInput!) { unnestGroup(input: $input) { children { name } } }';
const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id group { name } } }';
const ARCHIVE = 'mutation($id: ID!) { archiveGroup(groupId: $id) { archivedAt } }';
const RESTORE = 'mutation($id: ID!) { restoreGroup(groupId: $id) { archivedAt } }';
const SPACE = 'query($id: ID!) { space(id: $id) { viewerRoles { id } } }';
const STANDING = `query($id: ID!) { group(id: $id) {
  viewerCanFill hiddenSpaces ask { id } grants { space { id } } parents { name } } }`;

describe('groups', () => {
  let world: World;
  let acme: TestOrganization;
  let [owner, manager, admin, member, second, guest, foreign]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    const names = ['Owner', 'Manager', 'Admin', 'Member', 'Second', 'Guest', 'Foreign'];
    [owner, manager, admin, member, second, guest, foreign] = await Promise.all(
      names.map((name) => world.person(name)),
    );
    await world.join(owner!, acme, 'owner');
    for (const person of [manager, admin]) await world.join(person!, acme, 'admin');
    for (const person of [member, second]) await world.join(person!, acme, 'member');
    await world.join(guest!, acme, 'guest');
    await world.join(foreign!, await world.organization('other'), 'owner');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const code = (answer: { errors: readonly { extensions: { code: string; field?: string } }[] }) =>
    answer.errors[0]?.extensions;
  async function newGroup(name: string, by = admin): Promise<string> {
    const made = await as(by).run<{ createGroup: { id: string } }>(CREATE, { input: { name } });
    expect(made.errors).toEqual([]);
    return made.data.createGroup.id;
  }
  async function newSpace(name: string): Promise<string> {
    const space = await world.space(acme, name);
    await world.grant(manager!, acme, space, 'manager');
    return space;
  }
  const add = (by: Person | undefined, groupId: string, people: (Person | undefined)[], until?: Date) =>
    as(by).run<{ addGroupMembers: { memberCount: number; members: object[] } }>(ADD, {
      input: { groupId, userIds: people.map((person) => person!.id), until: until?.toISOString() },
    });
  const give = (spaceId: string, groupId: string, role = 'space.editor') =>
    as(manager).run(GRANT, { input: { spaceId, groupId, role } });
  const opens = async (person: Person | undefined, space: string): Promise<boolean> =>
    (await as(person).run(SPACE, { id: space })).errors.length === 0;

  /** The code with which the database refuses to put somebody into a group, asked past the subgraph; nothing is kept. */
  async function directly(person: Person | undefined, groupId: string): Promise<string | null> {
    const { context } = await world.actor(person!, acme);
    const client = new pg.Client({ connectionString: world.db.logins.kopexa_tenancy });
    await client.connect();
    await client.query('BEGIN');
    await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
    const refused = await client
      .query('SELECT tenancy.add_group_members($1, ARRAY[$2]::uuid[], NULL)', [groupId, person!.id])
      .then(() => null)
      .catch((error: { code: string }) => error.code);
    await client.query('ROLLBACK');
    await client.end();
    return refused;
  }

  it('give their people access to Spaces, at once and only as long as they are in it', async () => {
    const space = await newSpace('Policies');
    const group = await newGroup('Quality');
    expect((await give(space, group)).data).toMatchObject({
      grantSpaceAccess: { group: { name: 'Quality' } },
    });
    expect(await opens(member, space)).toBe(false);
    const until = new Date(Date.now() + 3_600_000);
    const added = await add(manager, group, [member, guest], until);
    expect(added.errors).toEqual([]);
    expect(added.data.addGroupMembers.memberCount).toBe(2);
    expect(added.data.addGroupMembers.members).toContainEqual({
      user: { id: member!.id },
      via: null,
      until: until.toISOString(),
      addedBy: { id: manager!.id },
    });
    expect(await opens(member, space)).toBe(true);
    await as(admin).run(REMOVE, { input: { groupId: group, userIds: [member!.id] } });
    expect(await opens(member, space)).toBe(false);
    expect(await opens(guest, space)).toBe(true);
    await world.sql(
      "UPDATE tenancy.group_member SET valid_from = now() - interval '2 hours', valid_to = now() WHERE account_id = $1 AND valid_to > now()",
      [guest!.id],
    );
    expect(await opens(guest, space)).toBe(false);
  });

  it('are filled by those alone who may give all that they give, and say whom to ask', async () => {
    const space = await newSpace('Board');
    const group = await newGroup('Board members');
    await give(space, group, 'space.manager');
    const refused = await add(admin, group, [admin]);
    expect(code(refused)?.code).toBe('FORBIDDEN');
    expect(refused.errors[0]?.message).toMatch(/names who gave it/);
    expect((await as(admin).run(STANDING, { id: group })).data).toEqual({
      group: { viewerCanFill: false, hiddenSpaces: 1, ask: [{ id: manager!.id }], grants: [], parents: [] },
    });
    expect((await as(manager).run(STANDING, { id: group })).data).toMatchObject({
      group: { viewerCanFill: true, hiddenSpaces: 0, ask: [], grants: [{ space: { id: space } }] },
    });
    expect(code(await add(member, group, [member]))?.code).toBe('FORBIDDEN');
    // The database decides it too: a captured subgraph gives nothing more, until that decision is taken out.
    expect(await directly(admin, group)).toBe('KX403');
    const decision = `CREATE OR REPLACE FUNCTION tenancy.may_fill_group(grp uuid) RETURNS boolean LANGUAGE sql STABLE
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS`;
    const [kept] = await world.sql<{ body: string }>(
      "SELECT prosrc AS body FROM pg_proc WHERE oid = 'tenancy.may_fill_group(uuid)'::regprocedure",
    );
    await world.sql(`${decision} 'SELECT true'`);
    expect(await directly(admin, group)).toBeNull();
    expect(code(await add(admin, group, [admin]))?.code).toBe('FORBIDDEN');
    await world.sql(`${decision} $body$${kept!.body}$body$`);
    expect(await directly(admin, group)).toBe('KX403');
  });

  it('lie in one another one level deep, without loops', async () => {
    const space = await newSpace('Handbook');
    const [all, team, third] = [await newGroup('All'), await newGroup('Team'), await newGroup('Third')];
    await give(space, all, 'space.viewer');
    await add(manager, team, [second]);
    expect(await opens(second, space)).toBe(false);
    const nest = (parentId: string, childId: string, by = manager) =>
      as(by).run(NEST, { input: { parentId, childId } });
    expect(code(await nest(all, team, admin))?.code).toBe('FORBIDDEN');
    expect((await nest(all, team)).data).toEqual({ nestGroup: { children: [{ name: 'Team' }] } });
    expect(await opens(second, space)).toBe(true);
    expect(code(await nest(all, team))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.childId' });
    expect(code(await nest(all, all))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.childId' });
    expect(code(await nest(team, all))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.parentId' });
    expect(code(await nest(team, third))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.parentId' });
    expect(code(await nest(third, all))).toMatchObject({ code: 'INVALID_INPUT', field: 'input.childId' });
    // Filling the child is giving what the parent gives.
    expect(code(await add(admin, team, [admin]))?.code).toBe('FORBIDDEN');
    await as(admin).run(UNNEST, { input: { parentId: all, childId: team } });
    expect(await opens(second, space)).toBe(false);
    expect((await add(admin, team, [admin])).errors).toEqual([]);
  });

  it('give nothing while they are archived, and are restored by those who may give', async () => {
    const space = await newSpace('Archive');
    const group = await newGroup('Archived');
    await give(space, group);
    await add(manager, group, [member]);
    expect(await opens(member, space)).toBe(true);
    expect((await as(admin).run(ARCHIVE, { id: group })).errors).toEqual([]);
    expect(await opens(member, space)).toBe(false);
    expect(code(await add(manager, group, [second]))).toMatchObject({ field: 'input.groupId' });
    expect(code(await as(admin).run(RESTORE, { id: group }))?.code).toBe('FORBIDDEN');
    const namesake = await newGroup('ARCHIVED');
    expect(code(await as(manager).run(RESTORE, { id: group }))).toMatchObject({ field: 'groupId' });
    await as(admin).run(ARCHIVE, { id: namesake });
    expect((await as(manager).run(RESTORE, { id: group })).errors).toEqual([]);
    expect(await opens(member, space)).toBe(true);
  });

  it('do not leave a Space without a manager', async () => {
    const space = await newSpace('Alone');
    const group = await newGroup('In charge');
    await give(space, group, 'space.manager');
    await add(manager, group, [second]);
    const own = await world.sql<{ grant_id: string }>(
      "SELECT grant_id FROM tenancy.space_grant WHERE space_id = $1 AND principal_kind = 'user'",
      [space],
    );
    const revoke = 'mutation($id: ID!) { revokeSpaceAccess(grantId: $id) }';
    expect((await as(manager).run(revoke, { id: own[0]!.grant_id })).errors).toEqual([]);
    const remove = { input: { groupId: group, userIds: [second!.id] } };
    expect(code(await as(admin).run(REMOVE, remove))).toMatchObject({ field: 'input.userIds' });
    expect(code(await as(admin).run(ARCHIVE, { id: group }))).toMatchObject({ field: 'groupId' });
    const limited = await add(second, group, [second], new Date(Date.now() + 3_600_000));
    expect(code(limited)?.code).toBe('FORBIDDEN');
    expect(await opens(second, space)).toBe(true);
  });

  it('have names of their own, and answer for foreign ids as for missing ones', async () => {
    const group = await newGroup('Names');
    const again = await as(admin).run(CREATE, { input: { name: ' names ' } });
    expect(code(again)).toMatchObject({ code: 'INVALID_INPUT', field: 'input.name' });
    const read = 'query($id: ID!) { group(id: $id) { name } }';
    const other = (
      await world.sql<{ org_id: string }>("SELECT org_id FROM tenancy.organization WHERE slug = 'other'")
    )[0]!;
    const hidden = await world.sql<{ group_id: string }>(
      "INSERT INTO tenancy.user_group (org_id, name) VALUES ($1, 'Hidden') RETURNING group_id",
      [other.org_id],
    );
    const found = await as(admin).run(read, { id: hidden[0]!.group_id });
    expect(found.text).toBe((await as(admin).run(read, { id: member!.id })).text);
    expect(found.text).toBe((await as(admin).run(read, { id: 'x' })).text);
    expect(code(found)?.code).toBe('NOT_FOUND');
    expect(code(await as(guest).run(read, { id: group }))?.code).toBe('FORBIDDEN');
    const stranger = await add(admin, group, [foreign]);
    expect(code(stranger)).toMatchObject({ code: 'INVALID_INPUT', field: 'input.userIds' });
  });
});
