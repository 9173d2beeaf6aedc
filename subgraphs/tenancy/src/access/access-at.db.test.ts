import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

/** What everybody held, as sorted text. */
type Snapshot = Readonly<Record<string, string>>;

const ORG_ROLES = ['owner', 'admin', 'member', 'guest', 'auditor'] as const;
const SPACE_ROLES = ['manager', 'editor', 'commenter', 'viewer', 'auditor'] as const;
const LIVE = `
  SELECT a.id || ' -' AS who, (SELECT string_agg(p, ',' ORDER BY p) FROM unnest(tenancy.org_permissions_of($1, a.id)) p) AS held
    FROM unnest($2::uuid[]) a (id)
  UNION ALL
  SELECT a.id || ' ' || s.space_id, (SELECT string_agg(p, ',' ORDER BY p) FROM unnest(s.permissions) p)
    FROM unnest($2::uuid[]) a (id) CROSS JOIN LATERAL tenancy.space_permissions_of($1, a.id) s`;
const THEN = `
  SELECT h.account_id || ' ' || coalesce(h.space_id::text, '-') AS who, (SELECT string_agg(p, ',' ORDER BY p) FROM unnest(h.permissions) p) AS held
    FROM tenancy.held_at($1, NULL, NULL, $2) h WHERE h.kind = 'user'`;
const THEN_OF_ONE = THEN.replace('NULL, $2) h', '$3, $2) h');

/** Only what gives something: whoever holds nothing is not listed by either. */
function snapshot(rows: readonly { who: string; held: string | null }[]): Snapshot {
  return Object.fromEntries(
    rows
      .filter(({ held }) => held !== null)
      .map(({ who, held }) => [who, held!])
      .sort(([one = ''], [other = '']) => one.localeCompare(other)),
  );
}

interface Company {
  readonly orgId: string;
  readonly people: readonly Person[];
  readonly spaces: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

describe('what was held at a moment', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
  });
  afterAll(() => world.close());

  async function company(): Promise<Company> {
    const organization = await world.organization(`o${newId().slice(-12)}`);
    const orgId = organization.id;
    const people = await Promise.all(['A', 'B', 'C'].map((name) => world.person(name)));
    const spaces = [await world.space(organization, 'One'), await world.space(organization, 'Two')];
    const groups = [newId(), newId(), newId()];
    for (const id of groups) {
      await world.sql('INSERT INTO tenancy.user_group (group_id, org_id, name) VALUES ($1, $2, $3)', [
        id,
        orgId,
        `G ${id}`,
      ]);
    }
    const roles = [newId()];
    for (const id of roles) {
      await world.sql(
        "INSERT INTO tenancy.custom_role (role_id, org_id, scope, created_by) VALUES ($1, $2, 'space', $3)",
        [id, orgId, people[0]!.id],
      );
      await world.sql(
        `INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, permissions, author_id)
         VALUES ($1, $2, 1, 'Special', '{space.read,document.write}', $3)`,
        [orgId, id, people[0]!.id],
      );
    }
    return { orgId, people, spaces, groups, roles };
  }

  /** Something of everything, so that each change meets something: an auditor, nested groups, a custom role. */
  async function furnish({ orgId, people, spaces, groups, roles }: Company): Promise<void> {
    const now = 'clock_timestamp()';
    for (const [index, role] of ['member', 'auditor', 'admin'].entries())
      await world.sql(
        `INSERT INTO tenancy.membership (org_id, account_id, role_key, valid_from) VALUES ($1, $2, $3, ${now})`,
        [orgId, people[index]!.id, `organization.${role}`],
      );
    for (const [space, kind, principal, role] of [
      [spaces[0], 'group', groups[0], 'space.editor'],
      [spaces[1], 'user', people[0]!.id, roles[0]],
      [spaces[1], 'user', people[1]!.id, 'space.manager'],
      [spaces[0], 'user', people[2]!.id, 'space.manager'],
    ])
      await world.sql(
        `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, valid_from) VALUES ($1, $2, $3, $4, $5, ${now})`,
        [orgId, space, kind, principal, role],
      );
    await world.sql(
      `INSERT INTO tenancy.group_nesting (org_id, parent_group_id, child_group_id, created_by, valid_from) VALUES ($1, $2, $3, $4, ${now})`,
      [orgId, groups[0], groups[1], people[0]!.id],
    );
    for (const person of people.slice(0, 2))
      await world.sql(
        `INSERT INTO tenancy.group_member (org_id, group_id, account_id, valid_from) VALUES ($1, $2, $3, ${now})`,
        [orgId, groups[1], person.id],
      );
  }

  /** One change as the product makes it: what held ends at this moment, what is new begins with it. */
  async function change(at: Company, kind: number, a: number, b: number, c: number): Promise<void> {
    const person = at.people[a % at.people.length]!.id;
    const space = at.spaces[b % at.spaces.length]!;
    const group = at.groups[c % at.groups.length]!;
    const end = c % 5 === 0 ? "clock_timestamp() + interval '40 milliseconds'" : "'infinity'";
    const sql = (text: string, values: readonly unknown[]) => world.sql(text, values);
    const current = 'valid_from <= clock_timestamp() AND valid_to > clock_timestamp()';
    switch (kind % 10) {
      case 0:
      case 1:
        await sql(
          `UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = $1 AND account_id = $2 AND ${current}`,
          [at.orgId, person],
        );
        if (b % 4 > 0)
          await sql(
            `INSERT INTO tenancy.membership (org_id, account_id, role_key, valid_from, valid_to) VALUES ($1, $2, $3, clock_timestamp(), ${end})`,
            [at.orgId, person, `organization.${ORG_ROLES[c % ORG_ROLES.length]}`],
          );
        break;
      case 2:
      case 3: {
        const [type, principal] = c % 2 === 0 ? ['user', person] : ['group', group];
        await sql(
          `UPDATE tenancy.space_grant SET valid_to = clock_timestamp() WHERE org_id = $1 AND space_id = $2 AND principal_id = $3 AND ${current}`,
          [at.orgId, space, principal],
        );
        if (a % 4 > 0)
          await sql(
            `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, valid_from, valid_to)
             VALUES ($1, $2, $3, $4, $5, clock_timestamp(), ${end})`,
            [
              ...[at.orgId, space, type, principal],
              c % 3 === 0 ? at.roles[0] : `space.${SPACE_ROLES[a % SPACE_ROLES.length]}`,
            ],
          );
        break;
      }
      case 4:
        await sql(
          `UPDATE tenancy.group_member SET valid_to = clock_timestamp() WHERE org_id = $1 AND group_id = $2 AND account_id = $3 AND ${current}`,
          [at.orgId, group, person],
        );
        if (b % 3 > 0)
          await sql(
            `INSERT INTO tenancy.group_member (org_id, group_id, account_id, valid_from, valid_to) VALUES ($1, $2, $3, clock_timestamp(), ${end})`,
            [at.orgId, group, person],
          );
        break;
      case 5: {
        const parent = at.groups[0]!;
        const child = at.groups[1 + (c % 2)]!;
        await sql(
          `UPDATE tenancy.group_nesting SET valid_to = clock_timestamp() WHERE org_id = $1 AND child_group_id = $2 AND ${current}`,
          [at.orgId, child],
        );
        if (b % 3 > 0)
          await sql(
            `INSERT INTO tenancy.group_nesting (org_id, parent_group_id, child_group_id, created_by, valid_from, valid_to)
             VALUES ($1, $2, $3, $4, clock_timestamp(), ${end})`,
            [at.orgId, parent, child, person],
          );
        break;
      }
      case 6:
        await sql(
          'UPDATE tenancy.user_group SET archived_at = CASE WHEN archived_at IS NULL THEN now() END WHERE org_id = $1 AND group_id = $2',
          [at.orgId, group],
        );
        break;
      case 7:
        if (c % 2 === 0)
          await sql(
            'UPDATE tenancy.space SET archived_at = CASE WHEN archived_at IS NULL THEN now() END WHERE org_id = $1 AND space_id = $2',
            [at.orgId, space],
          );
        else
          await sql(
            `UPDATE tenancy.space SET deleted_at = CASE WHEN deleted_at IS NULL THEN now() END,
               deletes_at = CASE WHEN deleted_at IS NULL THEN now() + interval '30 days' END WHERE org_id = $1 AND space_id = $2`,
            [at.orgId, space],
          );
        break;
      case 8:
        await sql(
          `UPDATE tenancy.custom_role_version SET valid_to = clock_timestamp() WHERE org_id = $1 AND role_id = $2 AND valid_to = 'infinity'`,
          [at.orgId, at.roles[0]],
        );
        await sql(
          `INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, permissions, author_id)
           SELECT $1, $2, max(number) + 1, 'Special', $3, $4 FROM tenancy.custom_role_version WHERE org_id = $1 AND role_id = $2`,
          [
            ...[at.orgId, at.roles[0]],
            a % 2 === 0 ? ['space.read', 'document.read', 'document.publish'] : ['space.read', 'space.audit'],
            person,
          ],
        );
        break;
      default:
        await sql(
          c % 2 === 0
            ? 'UPDATE tenancy.organization SET archived_at = CASE WHEN archived_at IS NULL THEN now() END WHERE org_id = $1'
            : "UPDATE tenancy.organization SET deletes_at = CASE WHEN deletes_at IS NULL THEN now() + interval '30 days' END WHERE org_id = $1",
          [at.orgId],
        );
    }
  }

  /** Runs random histories and compares; returns how it went and how much was held in them. */
  async function compare(numRuns: number): Promise<{ failed: boolean; seen: number; report: string }> {
    const step = fc.tuple(fc.nat(9), fc.nat(11), fc.nat(11), fc.nat(29));
    let seen = 0;
    const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const at = await company();
      await furnish(at);
      const history: { moment: string; live: Snapshot }[] = [];
      for (const one of steps) {
        await change(at, ...one);
        const found = await look(at);
        if (found) history.push(found);
      }
      for (const { moment, live } of history) {
        seen += Object.keys(live).length;
        expect(snapshot(await world.sql(THEN, [at.orgId, moment]))).toEqual(live);
        const one = at.people[0]!.id;
        expect(snapshot(await world.sql(THEN_OF_ONE, [at.orgId, moment, one]))).toEqual(
          Object.fromEntries(Object.entries(live).filter(([who]) => who.startsWith(one))),
        );
      }
    });
    const details = await fc.check(property, { numRuns, endOnFailure: true });
    return { failed: details.failed, seen, report: fc.defaultReportMessage(details as never) ?? '' };
  }

  /** What the live functions say now; nothing when something ended by itself while they were asked. */
  async function look(at: Company): Promise<{ moment: string; live: Snapshot } | null> {
    const rows = await world.sql<{ who: string; held: string | null; before: string }>(
      `SELECT l.*, statement_timestamp()::text AS before FROM (${LIVE}) l`,
      [at.orgId, at.people.map(({ id }) => id)],
    );
    const moment = rows[0]!.before;
    const [ended] = await world.sql<{ ends: number }>(
      `SELECT count(*)::int AS ends FROM (SELECT valid_to FROM tenancy.membership WHERE org_id = $1 UNION ALL
           SELECT valid_to FROM tenancy.space_grant WHERE org_id = $1 UNION ALL
           SELECT valid_to FROM tenancy.group_member WHERE org_id = $1 UNION ALL
           SELECT valid_to FROM tenancy.group_nesting WHERE org_id = $1) t
        WHERE valid_to BETWEEN $2::timestamptz AND clock_timestamp()`,
      [at.orgId, moment],
    );
    return ended!.ends === 0 ? { moment, live: snapshot(rows) } : null;
  }

  it('is what the live functions said then, for everybody, over random histories', async () => {
    const { report, seen } = await compare(25);
    expect(report).toBe('');
    // Histories in which nobody holds anything would prove nothing.
    expect(seen).toBeGreaterThan(200);
  }, 60_000);

  it.each([
    ['the cut of auditors', 'ways_at', "m.role_key <> 'organization.auditor'", 'true'],
    ['archived Spaces', 'ways_at', 'NOT sp.archived OR', 'true OR'],
    ['deleted Spaces', 'ways_at', 'AND NOT sp.gone', ''],
    ['grants that ended since', 'ways_at', 'AND g.valid_to > moment', "AND g.valid_to = 'infinity'"],
    [
      'versions of custom roles',
      'ways_at',
      'AND v.valid_from <= moment AND v.valid_to > moment',
      "AND v.valid_to = 'infinity'",
    ],
    ['archived Organizations', 'members_at', 'WHEN s.archived OR s.gone', 'WHEN false'],
    ['nested groups', 'groups_at', 'n.child_group_id = m.group_id', 'false'],
  ])(
    'is found wrong without %s',
    async (_what, name, text, instead) => {
      const [{ definition }] = (await world.sql<{ definition: string }>(
        `SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p WHERE p.pronamespace = 'tenancy'::regnamespace AND p.proname = $1`,
        [name],
      )) as [{ definition: string }];
      const broken = definition.replace(text, () => instead);
      expect(broken).not.toBe(definition);
      await world.sql(broken);
      try {
        expect((await compare(60)).failed).toBe(true);
      } finally {
        await world.sql(definition);
      }
    },
    60_000,
  );
});
