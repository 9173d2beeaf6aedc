import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const CREATE = 'mutation($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
const ADD = 'mutation($input: AddGroupMembersInput!) { addGroupMembers(input: $input) { id } }';
const NEST = 'mutation($input: NestGroupInput!) { nestGroup(input: $input) { id } }';
const ARCHIVE = 'mutation($id: ID!) { archiveGroup(groupId: $id) { id } }';
const RESTORE = 'mutation($id: ID!) { restoreGroup(groupId: $id) { id } }';
const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }';
const REVOKE = 'mutation($id: ID!) { revokeSpaceAccess(grantId: $id) }';
const STANDING = 'query($id: ID!) { group(id: $id) { viewerCanFill ask { id } } }';

describe('what a group gives besides roles of now', () => {
  let world: World;
  let acme: TestOrganization;
  let space: string;
  let [manager, admin, steward]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    const names = ['Manager', 'Admin', 'Steward'];
    [manager, admin, steward] = await Promise.all(names.map((name) => world.person(name)));
    for (const person of [manager, admin, steward]) await world.join(person!, acme, 'admin');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const code = async (run: Promise<{ errors: readonly { extensions: { code: string } }[] }>) =>
    (await run).errors[0]?.extensions.code ?? 'ok';
  async function newGroup(name: string): Promise<string> {
    const made = await as(manager).run<{ createGroup: { id: string } }>(CREATE, { input: { name } });
    return made.data.createGroup.id;
  }
  async function newSpace(name: string): Promise<void> {
    space = await world.space(acme, name);
    await world.grant(manager!, acme, space, 'manager');
  }
  const add = (by: Person | undefined, groupId: string, until?: Date) =>
    code(
      as(by).run(ADD, {
        input: { groupId, userIds: [admin!.id], ...(until && { until: until.toISOString() }) },
      }),
    );

  /** A document of the Space, open to one group alone. */
  async function restrictTo(groupId: string): Promise<string> {
    const [document, restriction] = [newId(), newId()];
    await world.sql(
      `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
       VALUES ($1, $2, $3, 1, 'de', 'internal', 1, 1, $4)`,
      [document, acme.id, space, manager!.id],
    );
    await world.sql(
      'INSERT INTO content.restriction (restriction_id, org_id, document_id, made_by) VALUES ($1, $2, $3, $4)',
      [restriction, acme.id, document, manager!.id],
    );
    await world.sql(
      `INSERT INTO content.restriction_grant (org_id, restriction_id, principal_kind, principal_id, granted_by)
       VALUES ($1, $2, 'group', $3, $4)`,
      [acme.id, restriction, groupId, manager!.id],
    );
    return restriction;
  }

  it('restricted documents: opened by those alone who may restrict there', async () => {
    await newSpace('Board papers');
    await world.grant(admin!, acme, space, 'viewer');
    const [board, inner, outer] = [await newGroup('Board'), await newGroup('Inner'), await newGroup('Outer')];
    expect(await add(admin, inner)).toBe('ok');
    const restriction = await restrictTo(board);
    expect(await add(admin, board)).toBe('FORBIDDEN');
    expect((await as(admin).run(STANDING, { id: board })).data).toEqual({
      group: { viewerCanFill: false, ask: [{ id: manager!.id }] },
    });
    const nest = (by: Person | undefined, parentId: string, childId: string) =>
      code(as(by).run(NEST, { input: { parentId, childId } }));
    expect(await nest(admin, board, inner)).toBe('FORBIDDEN');
    // Through the group above as well.
    expect(await nest(manager, board, outer)).toBe('ok');
    expect(await add(admin, outer)).toBe('FORBIDDEN');
    expect(await code(as(admin).run(ARCHIVE, { id: board }))).toBe('ok');
    expect(await code(as(admin).run(RESTORE, { id: board }))).toBe('FORBIDDEN');
    expect(await code(as(manager).run(RESTORE, { id: board }))).toBe('ok');
    // Not for longer than one may restrict.
    const tomorrow = new Date(Date.now() + 86_400_000);
    await world.sql(
      'UPDATE tenancy.space_grant SET valid_to = $2 WHERE space_id = $1 AND principal_id = $3',
      [...[space, tomorrow, manager!.id]],
    );
    expect(await add(manager, board)).toBe('INVALID_INPUT');
    expect(await add(manager, board, new Date(Date.now() + 3_600_000))).toBe('ok');
    await world.sql('UPDATE content.restriction SET valid_to = now() WHERE restriction_id = $1', [
      restriction,
    ]);
    expect(await add(admin, outer)).toBe('ok');
  });

  it('roles in an archived Space, measured by what the giver holds once it is back', async () => {
    await newSpace('Resting');
    const editors = await newGroup('Editors');
    const input = { spaceId: space, groupId: editors, role: 'space.editor' };
    const given = await as(manager).run<{ grantSpaceAccess: { id: string } }>(GRANT, { input });
    expect(given.errors).toEqual([]);
    const permissions =
      '{space.read,space.update,space.share,space.audit,document.read,document.read_draft,document.restrict}';
    const [role] = await world.sql<{ id: string }>(
      `WITH made AS (INSERT INTO tenancy.custom_role (org_id, scope, created_by) VALUES ($1, 'space', $2) RETURNING role_id)
       INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, permissions, author_id)
       SELECT $1, role_id, 1, 'Steward', $3::text[], $2 FROM made RETURNING role_id AS id`,
      [acme.id, manager!.id, permissions],
    );
    await world.sql(
      `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key)
       VALUES ($1, $2, 'user', $3, $4)`,
      [acme.id, space, steward!.id, role!.id],
    );
    expect(await add(steward, editors)).toBe('FORBIDDEN');
    await world.sql('UPDATE tenancy.space SET archived_at = now() WHERE space_id = $1', [space]);
    expect(await add(steward, editors)).toBe('FORBIDDEN');
    const id = given.data.grantSpaceAccess.id;
    expect(await code(as(steward).run(REVOKE, { id }))).toBe('FORBIDDEN');
    expect(await add(manager, editors)).toBe('ok');
    expect(await code(as(manager).run(REVOKE, { id }))).toBe('ok');
  });
});
