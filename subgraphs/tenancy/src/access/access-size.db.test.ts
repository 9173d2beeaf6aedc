import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '#runtime/db/statistics.js';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const MEMBERS = 1_000;
const SPACES = 60;
const WAYS = 'ways { roleName until steps { kind text since until by { id } } }';
const WHO = `query ($spaceId: ID, $first: Int, $search: String) { whoCanAccess(spaceId: $spaceId, first: $first, search: $search) {
  total edges { node { principal { id name user { id } } permissions secondFactor ${WAYS} } } } }`;
const WHAT = `query ($userId: ID, $first: Int) { whatCanAccess(userId: $userId, first: $first) {
  total organizationWays { roleName } edges { node { spaceId name permissions restrictedDocuments ${WAYS} } } } }`;
const EXPLAIN = `query ($spaceId: ID) { explainAccess(permission: SPACE_SHARE, spaceId: $spaceId) { allowed ${WAYS} missing { kind text } } }`;

describe('reviews of a large Organization', () => {
  let world: World;
  let organization: TestOrganization;
  let owner: Person;
  let spaceId: string;

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    organization = await world.organization('large');
    owner = await world.person('Owner');
    await world.join(owner, organization, 'owner');
    spaceId = await world.space(organization, 'Plans');
    await world.grant(owner, organization, spaceId, 'manager');
    for (let n = 0; n < SPACES; n += 1) {
      await world.grant(owner, organization, await world.space(organization, `Space ${n}`), 'viewer');
    }
    const groupId = newId();
    await world.sql("INSERT INTO tenancy.user_group (group_id, org_id, name) VALUES ($1, $2, 'All')", [
      ...[groupId, organization.id],
    ]);
    await world.sql(
      `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key)
       VALUES ($1, $2, 'group', $3, 'space.viewer')`,
      [organization.id, spaceId, groupId],
    );
    await world.sql(
      `WITH people AS (
         INSERT INTO identity.account (account_id, email, name)
           SELECT uuidv7(), 'm' || n || '@large.example', 'Member ' || n FROM generate_series(1, $2::int) n RETURNING account_id),
       members AS (
         INSERT INTO tenancy.membership (org_id, account_id, role_key) SELECT $1, account_id, 'organization.member' FROM people)
       INSERT INTO tenancy.group_member (org_id, group_id, account_id) SELECT $1, $3, account_id FROM people`,
      [organization.id, MEMBERS, groupId],
    );
    await world.sql('ANALYZE');
  }, 60_000);
  afterAll(() => world.close());

  /** How many round trips a question takes, and how long it lasts. */
  async function measured<Data>(document: string, variables: Record<string, unknown>) {
    const counted = countStatements();
    const begin = performance.now();
    const answer = await world.as(owner, organization).at('tenancy').run<Data>(document, variables);
    const ms = performance.now() - begin;
    expect(answer.errors).toEqual([]);
    return { data: answer.data, ms, roundTrips: counted.stop().roundTrips };
  }

  it('are one round trip each, whatever the size of the page', async () => {
    for (const first of [1, 100]) {
      const who = await measured<{ whoCanAccess: { total: number; edges: unknown[] } }>(WHO, {
        spaceId,
        first,
      });
      expect(who.data.whoCanAccess.total).toBe(MEMBERS + 1);
      expect([who.data.whoCanAccess.edges.length, who.roundTrips]).toEqual([first, 1]);
      const what = await measured<{ whatCanAccess: { total: number; edges: unknown[] } }>(WHAT, {
        ...{ userId: owner.id, first },
      });
      expect(what.data.whatCanAccess.total).toBe(SPACES + 1);
      expect([what.data.whatCanAccess.edges.length, what.roundTrips]).toEqual([
        Math.min(first, SPACES + 1),
        1,
      ]);
    }
    expect((await measured(EXPLAIN, { spaceId })).roundTrips).toBe(1);
  });

  it('answer while somebody waits', async () => {
    const times: Record<string, number> = {};
    for (const [name, document, variables] of [
      ['organization', WHO, { first: 50 }],
      ['space', WHO, { spaceId, first: 50 }],
      ['search', WHO, { spaceId, first: 20, search: 'member 77' }],
      ['person', WHAT, { userId: owner.id, first: 50 }],
      ['why', EXPLAIN, { spaceId }],
    ] as const) {
      await measured(document, variables);
      times[name] = (await measured(document, variables)).ms;
    }
    // Generous, for busy machines; a plan that goes wrong takes minutes.
    for (const [name, ms] of Object.entries(times)) expect([name, ms < 3_000]).toEqual([name, true]);
  });
});
