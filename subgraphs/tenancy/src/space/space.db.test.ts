import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const SPACES = '{ organization { id spaces { id name viewerCan viewerRoles { id } } } }';
const CREATE = `mutation ($input: CreateSpaceInput!) {
  createSpace(input: $input) { id name description createdAt archivedAt viewerCan viewerRoles { id } grants { id role { id } user { id } } }
}`;
const SPACE = 'query ($id: ID!) { space(id: $id) { id name grants { id } } }';
const UPDATE = 'mutation ($input: UpdateSpaceInput!) { updateSpace(input: $input) { id name description } }';
const ARCHIVE = 'mutation ($id: ID!) { archiveSpace(spaceId: $id) { id archivedAt } }';
const UNARCHIVE = 'mutation ($id: ID!) { unarchiveSpace(spaceId: $id) { id archivedAt } }';
const LISTED = 'query ($all: Boolean) { organization { spaces(includeArchived: $all) { id } } }';
const ENTITIES =
  'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Space { id name } ... on Organization { id name } } }';

interface CreatedSpace {
  createSpace: {
    id: string;
    viewerCan: string[];
    viewerRoles: string[];
    grants: { role: string; user: { id: string } }[];
  };
}

describe('Spaces', () => {
  let world: World;
  let acme: TestOrganization;
  let other: TestOrganization;
  let [ada, ben, eve]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    other = await world.organization('other');
    [ada, ben, eve] = [await world.person('Ada'), await world.person('Ben'), await world.person('Eve')];
    await world.join(ada, acme, 'owner');
    await world.join(ben, acme, 'member');
    await world.join(eve, other, 'owner');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined, organization = acme) =>
    world.as(person!, organization).at('tenancy');

  async function createSpace(person: Person | undefined, name: string): Promise<string> {
    const { data } = await as(person).run<CreatedSpace>(CREATE, { input: { name } });
    return data.createSpace.id;
  }

  it('belong to whoever creates them, as their manager, and show it in the same answer', async () => {
    const { data, errors } = await as(ben).run<CreatedSpace>(CREATE, { input: { name: '  Policies ' } });
    expect(errors).toEqual([]);
    expect(data.createSpace).toMatchObject({
      name: 'Policies',
      description: '',
      viewerRoles: [{ id: 'space.manager' }],
    });
    expect(data.createSpace.viewerCan).toContain('SPACE_SHARE');
    expect(data.createSpace.grants).toEqual([
      { id: expect.any(String), role: { id: 'space.manager' }, user: { id: ben!.id } },
    ]);
    const listed = await as(ben).run(SPACES);
    expect(listed.data).toMatchObject({
      organization: { spaces: [{ name: 'Policies', viewerRoles: [{ id: 'space.manager' }] }] },
    });
  });

  it('are closed to owners of the Organization without a grant, and to everybody else', async () => {
    const id = await createSpace(ben, 'Closed');
    for (const [person, organization] of [
      [ada, acme],
      [eve, other],
    ] as const) {
      const found = await as(person, organization).run(SPACE, { id });
      const missing = await as(person, organization).run(SPACE, {
        id: '0199a0c8-0000-7000-8000-000000000001',
      });
      expect(found.text).toBe(missing.text);
      expect(found.errors[0]?.extensions.code).toBe('NOT_FOUND');
      const reference = { __typename: 'Space', id };
      const entities = await as(person, organization).run(ENTITIES, { r: [reference] });
      expect(entities.data).toEqual({ _entities: [null] });
      const update = await as(person, organization).run(UPDATE, {
        input: { spaceId: id, name: 'Mine', description: '' },
      });
      expect(update.errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
    expect((await as(ada).run(SPACES)).data).toMatchObject({ organization: { spaces: [] } });
  });

  it('show who has access only to those who may share', async () => {
    const id = await createSpace(ben, 'Shared');
    await world.grant(ada!, acme, id, 'viewer');
    const answer = await as(ada).run(SPACE, { id });
    expect(answer.errors[0]).toMatchObject({ path: ['space', 'grants'], extensions: { code: 'FORBIDDEN' } });
    const renamed = await as(ada).run(UPDATE, { input: { spaceId: id, name: 'Mine', description: '' } });
    expect(renamed.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('are renamed, archived and brought back, each with its audit entry', async () => {
    const id = await createSpace(ben, 'Old name');
    const renamed = await as(ben).run(UPDATE, {
      input: { spaceId: id, name: 'New name', description: 'What for' },
    });
    expect(renamed.data).toEqual({ updateSpace: { id, name: 'New name', description: 'What for' } });
    expect((await as(ben).run(ARCHIVE, { id })).errors).toEqual([]);
    const hidden = await as(ben).run<{ organization: { spaces: { id: string }[] } }>(LISTED, { all: false });
    expect(hidden.data.organization.spaces.map((space) => space.id)).not.toContain(id);
    const all = await as(ben).run<{ organization: { spaces: { id: string }[] } }>(LISTED, { all: true });
    expect(all.data.organization.spaces.map((space) => space.id)).toContain(id);
    expect((await as(ben).run(UNARCHIVE, { id })).data).toEqual({ unarchiveSpace: { id, archivedAt: null } });
    const entries = await world.sql<{ action: string; changes: string }>(
      'SELECT action, changes, org_id, space_id FROM compliance.audit_entry WHERE subject_id = $1 ORDER BY at',
      [id],
    );
    expect(entries.map((entry) => entry.action)).toEqual([
      'space.create',
      'space.update',
      'space.archive',
      'space.unarchive',
    ]);
    expect(JSON.parse(entries[1]!.changes)).toContainEqual(
      expect.objectContaining({ field: 'name', before: 'Old name', after: 'New name' }),
    );
    expect(entries[1]!.changes).not.toContain('What for');
  });

  it('are resolved as references in one statement, whatever their number', async () => {
    const ids = [await createSpace(ben, 'One'), await createSpace(ben, 'Two')];
    const answer = await as(ben).run(ENTITIES, {
      r: [...ids.map((id) => ({ __typename: 'Space', id })), { __typename: 'Space', id: 'nonsense' }],
    });
    expect(answer.data).toEqual({
      _entities: [{ id: ids[0], name: 'One' }, { id: ids[1], name: 'Two' }, null],
    });
  });

  it('name the field when the input is bad', async () => {
    const answer = await as(ben).run(CREATE, { input: { name: ' ' } });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.name' });
  });

  it('are not created by guests', async () => {
    const guest = await world.person('Gus');
    await world.join(guest, acme, 'guest');
    const answer = await as(guest).run(CREATE, { input: { name: 'Mine' } });
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
