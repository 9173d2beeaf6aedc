import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person, TestOrganization } from '#runtime/testing/world.js';
import { openScimWorld, type ScimWorld } from '#tests/kit/scim.js';

const DIRECTORY = `query($first: Int, $after: String, $search: String) { directory { url hasDomain userCount activeCount role { id } roles { id }
  groups { id name memberCount } users(first: $first, after: $after, search: $search) {
    edges { node { userName displayName isActive } } pageInfo { hasNextPage endCursor } } } }`;
const SET_ROLE =
  'mutation($input: SetDirectoryRoleInput!) { setDirectoryRole(input: $input) { role { id } } }';

interface Shown {
  readonly directory: {
    readonly userCount: number;
    readonly activeCount: number;
    readonly role: { readonly id: string };
    readonly roles: readonly { readonly id: string }[];
    readonly groups: readonly { readonly name: string; readonly memberCount: number }[];
    readonly users: {
      readonly edges: readonly { readonly node: { readonly userName: string; readonly isActive: boolean } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  } | null;
}

describe('The directory in the console', () => {
  let scim: ScimWorld;
  beforeAll(async () => {
    scim = await openScimWorld();
    const one = await scim.made('anna', { displayName: 'Anna Acker' });
    await scim.made('bert', { active: false });
    await scim.made('carl');
    await scim.acme.call('POST', 'Groups', { displayName: 'Alle', members: [{ value: one.id }] });
  });
  afterAll(() => scim.close());

  const show = (person: Person, organization: TestOrganization, variables: object = {}) =>
    scim.scenario.world
      .as(person, organization)
      .at('identity')
      .run<Shown & Record<string, unknown>>(DIRECTORY, { first: 2, ...variables });
  const setRole = (person: Person, role: string) =>
    scim.scenario.world.as(person, scim.scenario.acme).at('identity').run(SET_ROLE, { input: { role } });

  test('shows address, people, groups and the role of newcomers, page by page', async () => {
    const { ada, acme } = scim.scenario;
    const { data, errors } = await show(ada, acme);
    expect(errors).toEqual([]);
    expect(data.directory).toMatchObject({
      ...{ url: 'https://kopexa.example/o/acme/scim/v2', hasDomain: true, userCount: 3, activeCount: 2 },
      role: { id: 'organization.member' },
      groups: [{ name: 'Alle', memberCount: 1 }],
      users: {
        edges: [
          { node: { userName: 'anna@acme.test', displayName: 'Anna Acker', isActive: true } },
          { node: { userName: 'bert@acme.test', isActive: false } },
        ],
        pageInfo: { hasNextPage: true },
      },
    });
    const after = data.directory!.users.pageInfo.endCursor;
    const rest = await show(ada, acme, { after });
    expect(rest.data.directory!.users.edges.map(({ node }) => node.userName)).toEqual(['carl@acme.test']);
    const found = await show(ada, acme, { search: 'ACKER' });
    expect(found.data.directory!.users.edges.map(({ node }) => node.userName)).toEqual(['anna@acme.test']);
  });

  test('is for those alone who set it up, each in their own Organization', async () => {
    const { max, eve, acme, rival } = scim.scenario;
    expect((await show(max, acme)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await show(eve, acme)).data.directory ?? null).toBeNull();
    const theirs = await show(eve, rival);
    expect(theirs.data.directory).toMatchObject({ userCount: 0, groups: [], users: { edges: [] } });
  });

  test('gives newcomers the role that was set, never more than a member’s or the actor’s', async () => {
    const { ada, max, acme, world } = scim.scenario;
    const { data } = await show(ada, acme);
    const offered = data.directory!.roles.map(({ id }) => id);
    expect(offered.sort()).toEqual(['organization.guest', 'organization.member']);
    for (const role of [
      'organization.owner',
      'organization.admin',
      'organization.auditor',
      'space.viewer',
      'x',
    ])
      expect((await setRole(ada, role)).errors[0]?.extensions, role).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'input.role',
      });
    expect((await setRole(max, 'organization.guest')).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await setRole(ada, 'organization.guest')).errors).toEqual([]);
    await scim.made('dora');
    const account = (await scim.accountOf('dora@acme.test'))!.account_id;
    const roles = await world.sql('SELECT role_key FROM tenancy.membership WHERE account_id = $1', [account]);
    expect(roles).toEqual([{ role_key: 'organization.guest' }]);
    await scim.weakened(
      'tenancy.directory_may_give(uuid,text)',
      "'organization.member'",
      'role_name',
      async () => {
        expect((await setRole(ada, 'organization.admin')).errors).toEqual([]);
      },
    );
  });
});
