import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#schema/permissions.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const ROLE = 'id name version archivedAt permissions canGive canChange isBuiltIn scope';
const CREATE = `mutation ($input: CreateRoleInput!) { createRole(input: $input) { ${ROLE} } }`;
const UPDATE = `mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { ${ROLE} } }`;
const RESTORE = `mutation ($input: RestoreRoleInput!) { restoreRole(input: $input) { ${ROLE} } }`;
const ARCHIVE = `mutation ($input: ArchiveRoleInput!) { archiveRole(input: $input) { ${ROLE} } }`;
const LIST = `query ($archived: Boolean) { organization { roles(includeArchived: $archived) { ${ROLE} } } }`;
const HISTORY = `query { organization { roles(includeArchived: true) { id holders { people groups spaces serviceAccounts invitations }
  versions { number name permissions reason restoredFrom author { id } } } } }`;
const PREVIEW = `query ($id: ID!, $permissions: [Permission!]!) { organization { rolePreview(roleId: $id, permissions: $permissions) {
  added removed affected people { gains loses spaces user { id } } } } }`;
const CAN = 'query ($id: ID!) { space(id: $id) { viewerCan viewerRoles { id name } grantableRoles { id } } }';

interface RoleAnswer {
  readonly id: string;
  readonly version: number | null;
  readonly archivedAt: string | null;
  readonly permissions: readonly string[];
}

const READER = ['SPACE_READ', 'DOCUMENT_READ'];
const WRITER = [...READER, 'DOCUMENT_WRITE'];

describe('custom roles', () => {
  let world: World;
  let acme: TestOrganization;
  let space: string;
  let [owner, admin, writer, foreign]: Person[] = [];
  let count = 0;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    const names = ['Owner', 'Admin', 'Writer', 'Foreign'];
    [owner, admin, writer, foreign] = await Promise.all(names.map((name) => world.person(name)));
    await world.join(owner!, acme, 'owner');
    await world.join(admin!, acme, 'admin');
    await world.join(writer!, acme, 'member');
    await world.join(foreign!, await world.organization('other'), 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(owner!, acme, space, 'manager');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const input = (more: object = {}) => {
    count += 1;
    return {
      scope: 'SPACE',
      name: `Role ${count}`,
      description: '',
      permissions: WRITER,
      reason: 'Needed.',
      ...more,
    };
  };
  const change = ({ scope: _scope, ...rest }: ReturnType<typeof input>, more: object) => ({
    ...rest,
    ...more,
  });
  async function make(more: object = {}, by = owner): Promise<RoleAnswer> {
    const { data, errors } = await as(by).run<{ createRole: RoleAnswer }>(CREATE, { input: input(more) });
    expect(errors).toEqual([]);
    return data.createRole;
  }
  async function give(role: string, to: Person | undefined, inSpace = space): Promise<string> {
    const [row] = await world.sql<{ grant_id: string }>(
      "INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key) VALUES ($1, $2, 'user', $3, $4) RETURNING grant_id",
      [acme.id, inSpace, to!.id, role],
    );
    return row!.grant_id;
  }
  const codeOf = async (answer: Promise<{ errors: readonly { extensions: object }[] }>) =>
    (await answer).errors[0]?.extensions ?? null;

  it('are made out of what one holds, and count at the very next statement when they change', async () => {
    const role = await make();
    expect(role).toMatchObject({
      version: 1,
      archivedAt: null,
      permissions: WRITER,
      canGive: true,
      canChange: true,
    });
    const grant = await give(role.id, writer);
    const can = async () =>
      (await as(writer).run<{ space: { viewerCan: string[] } | null }>(CAN, { id: space })).data?.space
        ?.viewerCan;
    expect(await can()).toEqual(WRITER);
    const smaller = change(input(), { roleId: role.id, expectedVersion: 1, permissions: ['DOCUMENT_READ'] });
    const updated = await as(owner).run<{ updateRole: RoleAnswer }>(UPDATE, { input: smaller });
    expect(updated.data.updateRole).toMatchObject({ version: 2, permissions: READER });
    expect(await can()).toEqual(READER);
    const back = { roleId: role.id, version: 1, expectedVersion: 2, reason: 'As before.' };
    const restored = await as(owner).run<{ restoreRole: RoleAnswer }>(RESTORE, { input: back });
    expect(restored.data.restoreRole).toMatchObject({ version: 3, permissions: WRITER });
    expect(await can()).toEqual(WRITER);
    expect(await codeOf(as(owner).run(RESTORE, { input: back }))).toMatchObject({ code: 'CONFLICT' });
    const { data } = await as(owner).run<{ organization: { roles: { id: string }[] } }>(HISTORY);
    expect(data.organization.roles.find(({ id }) => id === role.id)).toMatchObject({
      holders: { people: 1, groups: 0, spaces: 1, serviceAccounts: 0, invitations: 0 },
      versions: [
        { number: 3, permissions: WRITER, restoredFrom: 1, reason: 'As before.', author: { id: owner!.id } },
        { number: 2, permissions: READER, restoredFrom: null },
        { number: 1, permissions: WRITER, restoredFrom: null },
      ],
    });
    await world.revoke(grant);
  });

  it('never hold what their maker does not hold, nor what belongs to owners and the operator', async () => {
    const org = (permissions: string[]) => ({ scope: 'ORGANIZATION', permissions });
    for (const [by, more] of [
      [admin, org(['ORGANIZATION_READ', 'ORGANIZATION_DELETE'])],
      [owner, org(['ORGANIZATION_READ', 'ORGANIZATION_DELETE'])],
      [owner, org(['DPA_ACCEPT'])],
      [owner, org(['OPERATOR_CLAIMS'])],
      [owner, org(['DOCUMENT_READ'])],
      [admin, { permissions: WRITER }],
    ] as const)
      expect(await codeOf(as(by).run(CREATE, { input: input(more) }))).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'input.permissions',
      });
    expect(await codeOf(as(writer).run(CREATE, { input: input() }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await codeOf(as(foreign).run(CREATE, { input: input() }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are not changed by those who hold less than it, or less where it was given', async () => {
    const powerful = await make({
      scope: 'ORGANIZATION',
      permissions: ['MEMBER_MANAGE', 'SETTINGS_UPDATE', 'ROLE_MANAGE'],
    });
    const clerk = await world.person('Clerk');
    const smaller = await make({ scope: 'ORGANIZATION', permissions: ['MEMBER_READ', 'ROLE_MANAGE'] });
    await world.sql('INSERT INTO tenancy.membership (org_id, account_id, role_key) VALUES ($1, $2, $3)', [
      acme.id,
      clerk.id,
      smaller.id,
    ]);
    const attempt = (roleId: string, permissions: string[], by: Person | undefined) =>
      codeOf(as(by).run(UPDATE, { input: change(input(), { roleId, expectedVersion: 1, permissions }) }));
    expect(await attempt(powerful.id, ['MEMBER_READ'], clerk)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await attempt(smaller.id, ['MEMBER_READ', 'ROLE_MANAGE', 'AUDIT_READ'], clerk)).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const inSpace = await make();
    await give(inSpace.id, writer);
    expect(await attempt(inSpace.id, READER, admin)).toMatchObject({ code: 'INVALID_INPUT' });
    await world.grant(admin!, acme, await world.space(acme, 'Other'), 'manager');
    expect(await attempt(inSpace.id, READER, admin)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('have names of their own', async () => {
    const { id } = await make({ name: 'Redaktion' });
    for (const name of ['redaktion', ' REDAKTION ', 'Owner', 'Eigentümer', '', 'x'.repeat(61), 'a\u0007b'])
      expect(await codeOf(as(owner).run(CREATE, { input: input({ name }) })), name).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'input.name',
      });
    const renamed = change(input(), { roleId: id, expectedVersion: 1, name: 'REDAKTION' });
    expect((await as(owner).run(UPDATE, { input: renamed })).errors).toEqual([]);
  });

  it('are archived when nobody has them, or another one takes their place', async () => {
    const role = await make();
    await give(role.id, writer, await managedSpace());
    const archive = (more: object = {}) =>
      as(owner).run<{ archiveRole: RoleAnswer }>(ARCHIVE, {
        input: { roleId: role.id, expectedVersion: 1, reason: 'Tidying up.', ...more },
      });
    expect(await codeOf(archive())).toMatchObject({ code: 'INVALID_INPUT', field: 'input.replacement' });
    for (const replacement of [role.id, 'organization.member', 'nonsense'])
      expect(await codeOf(archive({ replacement }))).toMatchObject({ field: 'input.replacement' });
    const { data } = await archive({ replacement: 'space.viewer' });
    expect(data.archiveRole).toMatchObject({ archivedAt: expect.any(String) as string, canGive: false });
    const rows = await world.sql<{ role_key: string }>(
      'SELECT role_key FROM tenancy.space_grant WHERE principal_id = $1 AND valid_to > now() AND role_key IN ($2, $3)',
      [writer!.id, role.id, 'space.viewer'],
    );
    expect(rows).toEqual([{ role_key: 'space.viewer' }]);
    const listed = await as(owner).run<{ organization: { roles: RoleAnswer[] } }>(LIST, { archived: false });
    expect(listed.data.organization.roles.map(({ id }) => id)).not.toContain(role.id);
    const back = { roleId: role.id, version: 1, expectedVersion: 1, reason: 'Needed again.' };
    const restored = await as(owner).run<{ restoreRole: RoleAnswer }>(RESTORE, { input: back });
    expect(restored.data.restoreRole).toMatchObject({ archivedAt: null, version: 2 });
  });

  async function managedSpace(): Promise<string> {
    const id = await world.space(acme, `Space ${(count += 1)}`);
    await world.grant(owner!, acme, id, 'manager');
    return id;
  }

  it('can still be changed when a Space in which they were given is archived', async () => {
    const role = await make();
    const id = await managedSpace();
    await give(role.id, writer, id);
    await world.sql('UPDATE tenancy.space SET archived_at = now() WHERE space_id = $1', [id]);
    const less = change(input(), { roleId: role.id, expectedVersion: 1, permissions: READER });
    expect((await as(owner).run(UPDATE, { input: less })).errors).toEqual([]);
  });

  it('are a hundred at most, archived ones aside', async () => {
    const small = await world.organization('small');
    await world.join(owner!, small, 'owner');
    await world.sql(
      `WITH made AS (INSERT INTO tenancy.custom_role (org_id, scope, created_by, archived_at)
         SELECT $1, 'organization', $2, CASE WHEN n > 100 THEN now() END FROM generate_series(1, 105) n RETURNING role_id)
       INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, permissions, author_id)
         SELECT $1, role_id, 1, role_id::text, '{organization.read}', $2 FROM made`,
      [small.id, owner!.id],
    );
    const more = input({ scope: 'ORGANIZATION', permissions: [] });
    const answer = world.as(owner!, small).at('tenancy').run(CREATE, { input: more });
    expect(await codeOf(answer)).toMatchObject({ code: 'INVALID_INPUT', field: 'input.name' });
    await world.sql(
      'UPDATE tenancy.custom_role SET archived_at = now() WHERE role_id IN (SELECT role_id FROM tenancy.custom_role WHERE org_id = $1 AND archived_at IS NULL LIMIT 1)',
      [small.id],
    );
    expect((await world.as(owner!, small).at('tenancy').run(CREATE, { input: more })).errors).toEqual([]);
  });

  it('leave no Space without somebody who shares it', async () => {
    const all = ROLES['space.manager'].permissions.map((name) => name.toUpperCase().replace('.', '_'));
    const role = await make({ permissions: all });
    const id = await managedSpace();
    await give(role.id, writer, id);
    await world.sql(
      "UPDATE tenancy.space_grant SET valid_to = now() + interval '1 day' WHERE space_id = $1 AND principal_id = $2",
      [id, owner!.id],
    );
    const less = change(input(), { roleId: role.id, expectedVersion: 1, permissions: READER });
    expect(await codeOf(as(owner).run(UPDATE, { input: less }))).toMatchObject({
      field: 'input.permissions',
    });
  });

  it('tell beforehand who gains and loses what, but not what somebody has anyway', async () => {
    const role = await make();
    const [id, reader] = [await managedSpace(), await world.person('Reader')];
    await world.join(reader, acme, 'member');
    await give(role.id, reader, id);
    await give(role.id, owner, await world.space(acme, 'Elsewhere'));
    const asked = { id: role.id, permissions: [...READER, 'DOCUMENT_PUBLISH'] };
    const { data } = await as(owner).run<{ organization: { rolePreview: object } }>(PREVIEW, asked);
    const both = { gains: ['DOCUMENT_PUBLISH'], loses: ['DOCUMENT_WRITE'], spaces: 1 };
    const people = [owner!.id, reader.id].sort().map((user) => ({ ...both, user: { id: user } }));
    expect(data.organization.rolePreview).toEqual({
      added: ['DOCUMENT_PUBLISH'],
      removed: ['DOCUMENT_WRITE'],
      affected: 2,
      people,
    });
    expect(await codeOf(as(writer).run(PREVIEW, asked))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of another Organization do not exist', async () => {
    const { id } = await make();
    const elsewhere = world.as(foreign!, { id: '', slug: 'other' }).at('tenancy');
    const missing = '0199a0c8-0000-7000-8000-000000000009';
    const attempts = [id, missing].map(async (roleId) => {
      const archived = await elsewhere.run(ARCHIVE, { input: { roleId, expectedVersion: 1, reason: 'x' } });
      return JSON.stringify(archived.errors).replaceAll(roleId, '');
    });
    const [first, second] = await Promise.all(attempts);
    expect(first).toBe(second);
    expect(first).toContain('NOT_FOUND');
  });

  it('cannot be held twice in one place, even when a function forgets to end the first', async () => {
    const person = await world.person('Twice');
    await world.join(person, acme, 'member');
    const plant = (until: string) =>
      world.sql(
        `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, valid_to)
         VALUES ($1, $2, 'user', $3, 'space.viewer', now() + $4::interval)`,
        [acme.id, space, person.id, until],
      );
    await plant('1 day');
    await expect(plant('2 days')).rejects.toThrow('Held twice');
    await world.sql('ALTER TABLE tenancy.space_grant DISABLE TRIGGER hold_once');
    await expect(plant('2 days')).resolves.toBeDefined();
    await world.sql('ALTER TABLE tenancy.space_grant ENABLE TRIGGER hold_once');
  });
});
