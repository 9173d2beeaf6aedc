import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const DELETE = 'mutation ($input: DeleteSpaceInput!) { deleteSpace(input: $input) { id } }';
const RESTORE = 'mutation ($id: ID!) { restoreSpace(spaceId: $id) { grants } }';
const LIST = '{ organization { deletedSpaces { id } } }';
const EFFECT = 'query ($id: ID!) { space(id: $id) { deletionEffect { documents } } }';
const ADD = 'mutation ($input: AddGroupMembersInput!) { addGroupMembers(input: $input) { id } }';
const NEST = 'mutation ($input: NestGroupInput!) { nestGroup(input: $input) { id } }';
const REVIVE = 'mutation ($id: ID!) { restoreGroup(groupId: $id) { id } }';
const CREATE_ROLE = 'mutation ($input: CreateRoleInput!) { createRole(input: $input) { id } }';
const UPDATE_ROLE = 'mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { id } }';

/** What a Space gives, when it comes back, to those who could not have been given it while it was away. */
describe('the rights in a Space that comes back', () => {
  let world: World;
  let acme: TestOrganization;
  let [admin, manager, reader]: Person[] = [];
  let count = 0;

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    [admin, manager, reader] = await Promise.all(['Adam', 'Mona', 'Rita'].map((name) => world.person(name)));
    await world.join(admin!, acme, 'admin');
    for (const person of [manager!, reader!]) await world.join(person, acme, 'member');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  async function done<Data>(person: Person | undefined, text: string, variables: object): Promise<Data> {
    const { data, errors } = await as(person).run<Data>(text, { ...variables });
    expect(errors).toEqual([]);
    return data;
  }
  const codeOf = async (person: Person | undefined, text: string, variables: object) =>
    (await as(person).run(text, { ...variables })).errors[0]?.extensions.code;
  const remove = (id: string, name: string, person = manager) =>
    done(person, DELETE, { input: { spaceId: id, confirmation: name } });
  const restore = (id: string, person = admin) =>
    done<{ restoreSpace: { grants: number } }>(person, RESTORE, { id });
  const heldBy = async (person: Person | undefined, spaceId: string): Promise<readonly string[]> => {
    const [row] = await world.sql<{ permissions: string[] }>(
      'SELECT permissions FROM tenancy.space_permissions_of($1, $2) WHERE space_id = $3',
      [acme.id, person!.id, spaceId],
    );
    return row?.permissions ?? [];
  };
  async function group(...people: (Person | undefined)[]): Promise<string> {
    const id = newId();
    await world.sql('INSERT INTO tenancy.user_group (group_id, org_id, name) VALUES ($1, $2, $3)', [
      id,
      acme.id,
      `Gruppe ${id}`,
    ]);
    for (const person of people)
      await world.sql('INSERT INTO tenancy.group_member (org_id, group_id, account_id) VALUES ($1, $2, $3)', [
        acme.id,
        id,
        person!.id,
      ]);
    return id;
  }
  const give = (spaceId: string, kind: 'user' | 'group', principal: string, role: string) =>
    world.sql(
      'INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key) VALUES ($1, $2, $3, $4, $5)',
      [acme.id, spaceId, kind, principal, role],
    );
  /** A Space of Mona's that a group manages, too. */
  async function managed(groupId: string): Promise<readonly [string, string]> {
    const name = `Space ${++count}`;
    const id = await world.space(acme, name);
    await world.grant(manager!, acme, id, 'manager');
    await give(id, 'group', groupId, 'space.manager');
    return [id, name];
  }
  async function closeDocument(spaceId: string): Promise<void> {
    const id = newId();
    await world.sql(
      `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
       VALUES ($1, $2, $3, 1, 'de', 'internal', 1, 1, $4)`,
      [id, acme.id, spaceId, manager!.id],
    );
    await world.sql('INSERT INTO content.restriction (org_id, document_id, made_by) VALUES ($1, $2, $3)', [
      acme.id,
      id,
      manager!.id,
    ]);
  }

  it('come back through groups that are as they were', async () => {
    const team = await group(reader);
    const [id, name] = await managed(team);
    await remove(id, name);
    expect((await restore(id)).restoreSpace.grants).toBe(2);
    expect(await heldBy(reader, id)).toContain('space.share');
  });

  it('do not come back through a group that somebody was put into, directly or one level down', async () => {
    const [direct, above, within, below] = await Promise.all([
      group(reader),
      group(),
      group(reader),
      group(),
    ]);
    await world.sql(
      'INSERT INTO tenancy.group_nesting (org_id, parent_group_id, child_group_id, created_by) VALUES ($1, $2, $3, $4)',
      [acme.id, above, within, manager!.id],
    );
    const places = [await managed(direct), await managed(above), await managed(below)] as const;
    const own = await group(admin);
    // As long as the Spaces are there, they ask for what their groups give.
    expect(await codeOf(admin, ADD, { input: { groupId: direct, userIds: [admin!.id] } })).toBe('FORBIDDEN');
    for (const [id, name] of places) await remove(id, name);
    await done(admin, ADD, { input: { groupId: direct, userIds: [admin!.id] } });
    await done(admin, ADD, { input: { groupId: within, userIds: [admin!.id] } });
    await done(admin, NEST, { input: { parentId: below, childId: own } });
    for (const [id] of places) {
      expect((await restore(id)).restoreSpace.grants).toBe(1);
      expect(await heldBy(admin, id)).toEqual([]);
      expect(await heldBy(manager, id)).toContain('space.share');
    }
  });

  it('do not come back through a group that was archived, and is not any more', async () => {
    const resting = await group(admin);
    const [id, name] = await managed(resting);
    await world.sql('UPDATE tenancy.user_group SET archived_at = now() WHERE group_id = $1', [resting]);
    expect(await codeOf(admin, REVIVE, { id: resting })).toBe('FORBIDDEN');
    await remove(id, name);
    await done(admin, REVIVE, { id: resting });
    expect((await restore(id)).restoreSpace.grants).toBe(1);
    expect(await heldBy(admin, id)).toEqual([]);
  });

  it('do not come back by a role that was changed meanwhile', async () => {
    const own = await world.space(acme, 'Eigenes');
    await world.grant(admin!, acme, own, 'manager');
    const contents = { name: 'Lesende', description: '', reason: 'Prüfung' };
    const { createRole } = await done<{ createRole: { id: string } }>(admin, CREATE_ROLE, {
      input: { ...contents, scope: 'SPACE', permissions: ['SPACE_READ', 'DOCUMENT_READ'] },
    });
    const id = await world.space(acme, 'Verändert');
    await world.grant(manager!, acme, id, 'manager');
    await give(id, 'user', reader!.id, createRole.id);
    const wider = {
      input: {
        ...contents,
        roleId: createRole.id,
        expectedVersion: 1,
        permissions: ['SPACE_READ', 'DOCUMENT_READ', 'SPACE_SHARE'],
      },
    };
    expect(await codeOf(admin, UPDATE_ROLE, wider)).toBe('FORBIDDEN');
    await remove(id, 'Verändert');
    await done(admin, UPDATE_ROLE, wider);
    expect((await restore(id)).restoreSpace.grants).toBe(1);
    expect(await heldBy(reader, id)).toEqual([]);
  });

  it('are brought back by whoever deleted it only as long as they are more than a guest or an auditor', async () => {
    for (const role of ['guest', 'auditor', 'support', 'member']) {
      const name = `Von ${role}`;
      const id = await world.space(acme, name);
      await world.grant(manager!, acme, id, 'manager');
      await remove(id, name);
      const become = (key: string) =>
        world.sql('UPDATE tenancy.membership SET role_key = $3 WHERE org_id = $1 AND account_id = $2', [
          acme.id,
          manager!.id,
          `organization.${key}`,
        ]);
      await become(role);
      const listed = await as(manager).run(LIST);
      const code = await codeOf(manager, RESTORE, { id });
      await become('member');
      expect(code, role).toBe(role === 'member' ? undefined : 'NOT_FOUND');
      expect(listed.text.includes(id), role).toBe(role === 'member');
      if (role !== 'member') await restore(id);
    }
  });

  it('of a guest who manages it still reach to deleting it', async () => {
    const guest = await world.person('Gina Gast');
    await world.join(guest, acme, 'guest');
    const id = await world.space(acme, 'Vom Gast');
    await world.grant(guest, acme, id, 'manager');
    await world.grant(manager!, acme, id, 'manager');
    await remove(id, 'Vom Gast', guest);
    expect(await codeOf(guest, RESTORE, { id })).toBe('NOT_FOUND');
    expect((await restore(id)).restoreSpace.grants).toBe(2);
  });

  it('do not reach to deleting, or counting, what is closed to whoever deletes', async () => {
    const { createRole } = await done<{ createRole: { id: string } }>(admin, CREATE_ROLE, {
      input: {
        ...{ name: 'Aufräumende', description: '', reason: 'Prüfung', scope: 'SPACE' },
        permissions: ['SPACE_READ', 'DOCUMENT_READ', 'SPACE_DELETE'],
      },
    });
    const [open, closed] = [await world.space(acme, 'Offen'), await world.space(acme, 'Teils zu')];
    for (const id of [open, closed]) {
      await world.grant(manager!, acme, id, 'manager');
      await give(id, 'user', reader!.id, createRole.id);
    }
    await closeDocument(closed);
    expect(await done(reader, EFFECT, { id: closed })).toEqual({ space: { deletionEffect: null } });
    expect(await done(reader, EFFECT, { id: open })).toEqual({ space: { deletionEffect: { documents: 0 } } });
    const input = { spaceId: closed, confirmation: 'Teils zu' };
    expect(await codeOf(reader, DELETE, { input })).toBe('FORBIDDEN');
    await remove(open, 'Offen', reader);
    expect(await done(manager, EFFECT, { id: closed })).toEqual({
      space: { deletionEffect: { documents: 1 } },
    });
    await remove(closed, 'Teils zu');
  });
});
