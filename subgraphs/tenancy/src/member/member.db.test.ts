import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const MEMBERS = `query ($search: String, $first: Int, $after: String) { organization { members(search: $search, first: $first, after: $after) {
  edges { cursor node { id role { id } since secondFactor viewerMayChange user { id } } } pageInfo { hasNextPage endCursor } } } }`;
const CHANGE =
  'mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { id role { id } since } }';
const REMOVE = 'mutation ($id: ID!) { removeMember(memberId: $id) }';
type Role = 'owner' | 'admin' | 'member' | 'guest';

interface Members {
  organization: {
    members: {
      edges: {
        node: {
          id: string;
          role: { id: string };
          secondFactor: boolean;
          viewerMayChange: boolean;
          user: { id: string };
        };
      }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}

describe('members', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
  });
  afterAll(() => world.close());

  const at = (person: Person, organization: TestOrganization) => world.as(person, organization).at('tenancy');

  async function company(slug: string, roles: readonly Role[]) {
    const organization = await world.organization(slug);
    const people: Person[] = [];
    for (const [index, role] of roles.entries()) {
      const person = await world.person(`${String.fromCharCode(65 + index)} ${role}`);
      await world.join(person, organization, role);
      people.push(person);
    }
    return { organization, people };
  }

  async function memberId(person: Person, organization: TestOrganization): Promise<string> {
    const [row] = await world.sql<{ id: string }>(
      "SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2 AND valid_to = 'infinity'",
      [organization.id, person.id],
    );
    return row!.id;
  }

  it('are listed by name, in pages, found by name and mail address', async () => {
    const { organization, people } = await company('listed', ['owner', 'admin', 'member']);
    const first = await at(people[2]!, organization).run<Members>(MEMBERS, { first: 2 });
    expect(first.errors).toEqual([]);
    expect(first.data.organization.members.edges.map(({ node }) => node.role.id)).toEqual([
      'organization.owner',
      'organization.admin',
    ]);
    const { endCursor, hasNextPage } = first.data.organization.members.pageInfo;
    expect(hasNextPage).toBe(true);
    const second = await at(people[2]!, organization).run<Members>(MEMBERS, { first: 2, after: endCursor });
    expect(second.data.organization.members.edges.map(({ node }) => node.user.id)).toEqual([people[2]!.id]);
    expect(second.data.organization.members.pageInfo.hasNextPage).toBe(false);
    for (const search of ['b adm', people[1]!.email.toUpperCase()]) {
      const found = await at(people[0]!, organization).run<Members>(MEMBERS, { search });
      expect(found.data.organization.members.edges.map(({ node }) => node.user.id)).toEqual([people[1]!.id]);
    }
  });

  it('are hidden from guests', async () => {
    const { organization, people } = await company('hidden', ['owner', 'guest']);
    const answer = await at(people[1]!, organization).run(MEMBERS);
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(answer.text).not.toContain(people[0]!.id);
  });

  it('keep their id through a change of role, and the change says what was before', async () => {
    const { organization, people } = await company('roles', ['owner', 'member']);
    const id = await memberId(people[1]!, organization);
    const answer = await at(people[0]!, organization).run(CHANGE, {
      input: { memberId: id, role: 'organization.admin' },
    });
    expect(answer.data).toEqual({
      changeMemberRole: { id, role: { id: 'organization.admin' }, since: expect.any(String) },
    });
    const rows = await world.sql(
      "SELECT role_key, valid_to = 'infinity' AS current FROM tenancy.membership WHERE member_id = $1 ORDER BY valid_from",
      [id],
    );
    expect(rows).toEqual([
      { role_key: 'organization.member', current: false },
      { role_key: 'organization.admin', current: true },
    ]);
    const [entry] = await world.sql<{ changes: string }>(
      'SELECT changes FROM compliance.audit_entry WHERE subject_id = $1',
      [id],
    );
    expect(JSON.parse(entry!.changes)).toEqual([
      expect.objectContaining({ before: 'organization.member', after: 'organization.admin' }),
    ]);
  });

  it('lose grants and groups with their membership, and their next request finds nothing', async () => {
    const { organization, people } = await company('removal', ['owner', 'member']);
    const space = await world.space(organization, 'Plans');
    await world.grant(people[0]!, organization, space, 'manager');
    await world.grant(people[1]!, organization, space, 'manager');
    const id = await memberId(people[1]!, organization);
    expect((await at(people[0]!, organization).run(REMOVE, { id })).data).toEqual({ removeMember: true });
    const [left] = await world.sql<{ open: number }>(
      "SELECT count(*)::int AS open FROM tenancy.space_grant WHERE principal_id = $1 AND valid_to = 'infinity'",
      [people[1]!.id],
    );
    expect(left!.open).toBe(0);
    const next = await at(people[1]!, organization).run('{ organization { id } }');
    expect(next.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const again = await at(people[0]!, organization).run(REMOVE, { id });
    expect(again.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('of another Organization are not there', async () => {
    const one = await company('one', ['owner']);
    const two = await company('two', ['owner', 'member']);
    const id = await memberId(two.people[1]!, two.organization);
    const foreign = await at(one.people[0]!, one.organization).run(REMOVE, { id });
    const missing = await at(one.people[0]!, one.organization).run(REMOVE, { id: one.organization.id });
    expect(foreign.text).toBe(missing.text);
    expect(await memberId(two.people[1]!, two.organization)).toBe(id);
  });

  it('never lose the last owner, never promote themselves, never give more than they hold', async () => {
    let run = 0;
    const step = fc.record({
      actor: fc.nat({ max: 3 }),
      target: fc.nat({ max: 3 }),
      act: fc.constantFrom(
        'organization.owner',
        'organization.admin',
        'organization.member',
        'organization.guest',
        'remove',
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        run += 1;
        const { organization, people } = await company(`random-${run}`, [
          'owner',
          'owner',
          'admin',
          'member',
        ]);
        const role = async (index: number): Promise<string | null> => {
          const [row] = await world.sql<{ role: string }>(
            "SELECT role_key AS role FROM tenancy.membership WHERE org_id = $1 AND account_id = $2 AND valid_to = 'infinity'",
            [organization.id, people[index]!.id],
          );
          return row?.role ?? null;
        };
        for (const { actor, target, act } of steps) {
          const [held, before] = [await role(actor), await role(target)];
          if (!before) continue;
          const id = await memberId(people[target]!, organization);
          const speaker = at(people[actor]!, organization);
          const { errors } =
            act === 'remove'
              ? await speaker.run(REMOVE, { id })
              : await speaker.run(CHANGE, { input: { memberId: id, role: act } });
          if (errors.length > 0) expect(await role(target)).toBe(before);
          else {
            expect(['organization.owner', 'organization.admin']).toContain(held);
            if (act === 'organization.owner' || before === 'organization.owner')
              expect(held).toBe('organization.owner');
          }
          const [owners] = await world.sql<{ count: number }>(
            "SELECT count(*)::int AS count FROM tenancy.membership WHERE org_id = $1 AND role_key = 'organization.owner' AND valid_to = 'infinity'",
            [organization.id],
          );
          expect(owners!.count).toBeGreaterThan(0);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('are kept by the database alone when the subgraph is captured', async () => {
    const { organization, people } = await company('captured', ['owner', 'admin', 'member']);
    const client = new pg.Client({ connectionString: world.db.logins.kopexa_tenancy });
    await client.connect();
    const attempt = async (person: Person, sql: string, params: readonly unknown[]): Promise<string> => {
      const { context } = await world.actor(person, organization);
      await client.query('BEGIN');
      await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
      const code = await client.query(sql, [...params]).then(
        ({ rowCount }) => `rows ${rowCount ?? 0}`,
        (error: { code?: string }) => error.code ?? 'failed',
      );
      await client.query('ROLLBACK');
      return code;
    };
    const [owner, admin, member] = await Promise.all(people.map((person) => memberId(person, organization)));
    const change = 'SELECT * FROM tenancy.change_member_role($1, $2, NULL)';
    const end = `SELECT * FROM tenancy.end_memberships(ARRAY[$1::uuid], '[]')`;
    const transfer = 'SELECT * FROM tenancy.transfer_ownership($1, true)';
    expect(await attempt(people[1]!, change, [admin, 'organization.owner'])).toBe('KX403');
    expect(await attempt(people[1]!, change, [owner, 'organization.guest'])).toBe('KX403');
    expect(await attempt(people[2]!, change, [member, 'organization.admin'])).toBe('KX403');
    expect(await attempt(people[2]!, end, [admin])).toBe('KX403');
    expect(await attempt(people[1]!, transfer, [member])).toBe('KX403');
    expect(await attempt(people[1]!, change, [member, 'organization.auditor'])).toBe('KX422');
    expect(await attempt(people[1]!, change, [member, 'organization.support'])).toBe('KX403');
    expect(await attempt(people[0]!, end, [owner])).toBe('KXLST');
    expect(await attempt(people[0]!, change, [owner, 'organization.admin'])).toBe('KXLST');
    expect(
      await attempt(people[1]!, "UPDATE tenancy.membership SET role_key = 'organization.owner'", []),
    ).toBe('42501');
    expect(await attempt(people[1]!, 'SELECT tenancy.enter($1)', [organization.id])).toBe('42501');
    await client.end();
  });
});
