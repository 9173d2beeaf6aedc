import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const WAYS = 'ways { roleId roleName permissions until steps { kind text since until by { id } } }';
const WHO = `query ($spaceId: ID, $permission: Permission, $at: DateTime, $search: String, $first: Int, $after: String) {
  whoCanAccess(spaceId: $spaceId, permission: $permission, at: $at, search: $search, first: $first, after: $after) {
    at total spaceName pageInfo { hasNextPage endCursor }
    edges { node { principal { id kind name user { id } } permissions secondFactor ${WAYS} } } } }`;
const WHAT = `query ($userId: ID, $at: DateTime, $first: Int, $after: String) {
  whatCanAccess(userId: $userId, at: $at, first: $first, after: $after) {
    at total principal { id kind name } organizationPermissions organizationWays { roleId }
    pageInfo { hasNextPage endCursor } edges { node { spaceId name permissions restrictedDocuments ${WAYS} } } } }`;
const EXPLAIN = `query ($permission: Permission!, $userId: ID, $spaceId: ID, $at: DateTime) {
  explainAccess(permission: $permission, userId: $userId, spaceId: $spaceId, at: $at) {
    allowed permission principal { id } ${WAYS} missing { kind text }
    smallestChanges { canDo elsewhere extraPermissions steps { kind text canDo } } } }`;

interface Way {
  roleId: string;
  roleName: string;
  steps: { kind: string; text: string; by: { id: string } | null }[];
}
interface Who {
  whoCanAccess: {
    total: number;
    spaceName: string | null;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: {
      node: {
        principal: { id: string; name: string };
        permissions: string[];
        secondFactor: boolean | null;
        ways: Way[];
      };
    }[];
  };
}
interface What {
  whatCanAccess: {
    total: number;
    organizationPermissions: string[];
    organizationWays: Way[];
    edges: { node: { spaceId: string; name: string; permissions: string[] } }[];
  };
}
interface Explained {
  explainAccess: {
    allowed: boolean;
    ways: Way[];
    missing: { kind: string; text: string }[];
    smallestChanges: {
      canDo: boolean;
      elsewhere: number;
      extraPermissions: string[];
      steps: { kind: string; text: string; canDo: boolean }[];
    }[];
  };
}

describe('reviews of access', () => {
  let world: World;
  let acme: TestOrganization;
  let rival: TestOrganization;
  let olga: Person;
  let max: Person;
  let mia: Person;
  let gast: Person;
  let fremd: Person;
  let plans: string;
  let secret: string;
  let group: string;

  const at = (person: Person, organization: TestOrganization = acme, locale: 'de' | 'en' = 'en') =>
    world.as(person, organization, { locale }).at('tenancy');
  const who = async (person: Person, variables: object = {}, organization = acme) =>
    at(person, organization).run<Who>(WHO, { ...variables });
  const explain = async (person: Person, variables: object, organization = acme) =>
    at(person, organization).run<Explained>(EXPLAIN, { ...variables });
  const enrol = (person: Person) =>
    world.sql(
      `INSERT INTO identity.totp_factor (account_id, sealed, confirmed_at) VALUES ($1, '\\x00', now())`,
      [person.id],
    );

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    rival = await world.organization('rival');
    olga = await world.person('Olga');
    max = await world.person('Max');
    mia = await world.person('Mia');
    gast = await world.person('Gast');
    fremd = await world.person('Fremd');
    for (const [person, role] of [
      [olga, 'owner'],
      [max, 'member'],
      [mia, 'member'],
      [gast, 'guest'],
    ] as const) {
      await world.join(person, acme, role);
      await enrol(person);
    }
    await world.join(fremd, rival, 'owner');
    plans = await world.space(acme, 'Plans');
    secret = await world.space(acme, 'Secret');
    await world.grant(max, acme, plans, 'manager');
    group = newId();
    await world.sql("INSERT INTO tenancy.user_group (group_id, org_id, name) VALUES ($1, $2, 'Planning')", [
      group,
      acme.id,
    ]);
    await world.sql(
      `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, granted_by) VALUES ($1, $2, 'group', $3, 'space.editor', $4)`,
      [acme.id, plans, group, max.id],
    );
    await world.sql('INSERT INTO tenancy.group_member (org_id, group_id, account_id) VALUES ($1, $2, $3)', [
      acme.id,
      group,
      mia.id,
    ]);
  });
  afterAll(() => world.close());

  it('say who can access a Space, and by which chain', async () => {
    const { data, errors } = await who(max, { spaceId: plans });
    expect(errors).toEqual([]);
    expect(data.whoCanAccess).toMatchObject({ total: 2, spaceName: 'Plans' });
    const [first, second] = data.whoCanAccess.edges.map(({ node }) => node);
    expect(first!.principal).toMatchObject({ id: max.id, kind: 'PERSON', user: { id: max.id } });
    expect(first!.secondFactor).toBe(true);
    expect(second!.principal.name).toBe('Mia');
    expect(second!.permissions).toContain('DOCUMENT_WRITE');
    expect(second!.ways[0]!.steps.map(({ kind }) => kind)).toEqual(['GROUP_MEMBER', 'GROUP_GRANT']);
    expect(second!.ways[0]!.steps[1]).toMatchObject({
      text: 'The group “Planning” has the role “Editor” in the Space',
      by: { id: max.id },
    });
    const sharers = await who(max, { spaceId: plans, permission: 'SPACE_SHARE' });
    expect(sharers.data.whoCanAccess.edges.map(({ node }) => node.principal.id)).toEqual([max.id]);
    const found = await who(olga, { spaceId: plans, search: 'mI' });
    expect(found.data.whoCanAccess.edges.map(({ node }) => node.principal.id)).toEqual([mia.id]);
  });

  it('say who can do something in the Organization, in pages', async () => {
    const first = await who(olga, { first: 3 });
    expect(first.errors).toEqual([]);
    expect(first.data.whoCanAccess.edges.map(({ node }) => node.principal.name)).toEqual([
      'Gast',
      'Max',
      'Mia',
    ]);
    const { endCursor, hasNextPage } = first.data.whoCanAccess.pageInfo;
    expect([first.data.whoCanAccess.total, hasNextPage]).toEqual([4, true]);
    const second = await who(olga, { first: 3, after: endCursor });
    expect(second.data.whoCanAccess.edges.map(({ node }) => node.principal.name)).toEqual(['Olga']);
    const inviting = await who(olga, { permission: 'MEMBER_INVITE' });
    expect(inviting.data.whoCanAccess.edges.map(({ node }) => node.principal.name)).toEqual(['Olga']);
  });

  it('are for those who share or audit the place, or review the Organization; for others it is missing', async () => {
    const missing = await who(mia, { spaceId: newId() });
    expect(missing.errors[0]?.extensions.code).toBe('NOT_FOUND');
    for (const answer of [
      await who(mia, { spaceId: plans }),
      await who(mia, { spaceId: secret }),
      await who(max, { spaceId: secret }),
      await who(max),
      await who(fremd, { spaceId: plans }, rival),
      await who(max, { spaceId: 'nonsense' }),
    ]) {
      expect({ ...answer.errors[0], path: null }).toEqual({ ...missing.errors[0], path: null });
    }
    expect((await who(olga, { spaceId: secret })).data.whoCanAccess.total).toBe(0);
    const spaces = async (person: Person) =>
      (
        await at(person).run<{ reviewableSpaces: { name: string }[] }>(
          '{ reviewableSpaces { spaceId name } }',
        )
      ).data.reviewableSpaces.map(({ name }) => name);
    expect([await spaces(olga), await spaces(max), await spaces(mia)]).toEqual([
      ['Plans', 'Secret'],
      ['Plans'],
      [],
    ]);
  });

  it('would answer anybody if the database did not decide who may ask', async () => {
    const [{ definition }] = (await world.sql<{ definition: string }>(
      "SELECT pg_get_functiondef('tenancy.may_review(uuid)'::regprocedure) AS definition",
    )) as [{ definition: string }];
    await world.sql(definition.replace(/BEGIN[\s\S]*END/, 'BEGIN RETURN true; END'));
    try {
      expect((await who(mia, { spaceId: plans })).data.whoCanAccess.total).toBe(2);
    } finally {
      await world.sql(definition);
    }
    expect((await who(mia, { spaceId: plans })).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('look back: what ended was there before, and before the beginning there was nothing', async () => {
    const space = await world.space(acme, 'Past');
    const grant = await world.grant(gast, acme, space, 'viewer');
    // A moment between two milliseconds: what a client names is whole milliseconds.
    const [row] = await world.sql<{ at: Date }>('SELECT clock_timestamp() AS at, pg_sleep(0.01)');
    const then = new Date(row!.at.getTime() + 2).toISOString();
    await world.revoke(grant);
    expect((await who(olga, { spaceId: space })).data.whoCanAccess.total).toBe(0);
    expect((await who(olga, { spaceId: space, at: then })).data.whoCanAccess.total).toBe(1);
    expect((await who(olga, { spaceId: space, at: '2001-01-01T00:00:00Z' })).data.whoCanAccess.total).toBe(0);
    const own = await explain(gast, { permission: 'DOCUMENT_READ', spaceId: space, at: then });
    expect(own.data.explainAccess.allowed).toBe(true);
    const future = await who(olga, { at: new Date(Date.now() + 3_600_000).toISOString() });
    expect(future.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'at' });
  });

  it('explain a yes by the chain, and a no by the fence and the smallest change', async () => {
    const yes = await explain(max, { permission: 'DOCUMENT_PUBLISH', userId: mia.id, spaceId: plans });
    expect(yes.errors).toEqual([]);
    expect(yes.data.explainAccess).toMatchObject({ allowed: true, missing: [], smallestChanges: [] });
    expect(yes.data.explainAccess.ways[0]!.steps.map(({ kind }) => kind)).toEqual([
      'GROUP_MEMBER',
      'GROUP_GRANT',
      'ROLE',
    ]);
    const no = await explain(max, { permission: 'DOCUMENT_WRITE', userId: gast.id, spaceId: plans });
    expect(no.data.explainAccess.allowed).toBe(false);
    expect(no.data.explainAccess.missing).toEqual([{ kind: 'NO_GRANT', text: 'No role in the Space.' }]);
    const [role, another] = no.data.explainAccess.smallestChanges;
    expect(role!.steps).toEqual([
      { kind: 'GRANT_ROLE', text: 'Give the role “Editor” in the Space', canDo: true },
    ]);
    expect(role!.canDo).toBe(true);
    expect(another!.steps[0]!.text).toBe('Add to the group “Planning” (members: 1)');
    const german = await at(max, acme, 'de').run<Explained>(EXPLAIN, {
      ...{ permission: 'DOCUMENT_WRITE', userId: gast.id, spaceId: plans },
    });
    expect(german.data.explainAccess.missing[0]!.text).toBe('Keine Rolle im Space.');
  });

  it('tell everybody about themselves, without what they may not know', async () => {
    const own = await explain(mia, { permission: 'SPACE_SHARE', spaceId: plans });
    expect(own.data.explainAccess.missing[0]!.kind).toBe('ROLE_WITHOUT');
    expect(
      own.data.explainAccess.smallestChanges.every(({ steps }) =>
        steps.every(({ kind }) => kind === 'GRANT_ROLE'),
      ),
    ).toBe(true);
    expect(own.data.explainAccess.smallestChanges[0]!.canDo).toBe(false);
    const gone = await explain(gast, { permission: 'DOCUMENT_READ', spaceId: plans });
    expect(gone.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const other = await explain(mia, { permission: 'SPACE_READ', userId: max.id, spaceId: plans });
    expect(other.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const foreign = await explain(olga, { permission: 'ORGANIZATION_READ', userId: fremd.id });
    expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('refuse a permission that does not belong to the place, naming the field', async () => {
    for (const variables of [{ permission: 'SPACE_READ' }, { permission: 'MEMBER_READ', spaceId: plans }]) {
      const answer = await explain(olga, variables);
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'permission' });
    }
  });

  it('show what somebody can access', async () => {
    const { data, errors } = await at(olga).run<What>(WHAT, { userId: mia.id });
    expect(errors).toEqual([]);
    expect(data.whatCanAccess.organizationWays).toMatchObject([{ roleId: 'organization.member' }]);
    expect(data.whatCanAccess.edges).toMatchObject([
      { node: { spaceId: plans, name: 'Plans', restrictedDocuments: 0 } },
    ]);
    expect((await at(mia).run<What>(WHAT)).data.whatCanAccess.total).toBe(1);
    const refused = await at(max).run(WHAT, { userId: mia.id });
    expect(refused.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
