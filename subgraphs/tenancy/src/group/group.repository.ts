import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';

/** A group of people, as those who may see the list of members see it. */
export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
  /** The directory of the Organization names and fills it, and nobody else. */
  readonly isFromDirectory: boolean;
}

/** A person in a group: directly, or because they are in a group that lies in it. */
export interface GroupMemberRecord {
  readonly groupId: string;
  readonly userId: string;
  /** The group through which the person is in this one; `null` for somebody who is in it directly. */
  readonly viaId: string | null;
  readonly validFrom: Date;
  readonly until: Date | null;
  readonly addedBy: string | null;
}

/** Two groups of which one lies in the other. */
export interface NestingRecord {
  readonly parentId: string;
  readonly childId: string;
}

/** What somebody who manages groups learns of a group beyond the Spaces that they may share. */
export interface GroupStanding {
  readonly id: string;
  /** In how many Spaces that the reader may not share the group gives something. */
  readonly hidden: number;
  /** Whether the reader may give all that the group gives, and with it put people into it. */
  readonly mayFill: boolean;
  /** Who gave the group what the reader may not give. */
  readonly ask: readonly string[];
}

const MEMBER_IS_CURRENT = 'gm.valid_from <= clock_timestamp() AND gm.valid_to > clock_timestamp()';
const NESTING_IS_CURRENT = 'n.valid_from <= clock_timestamp() AND n.valid_to > clock_timestamp()';
const COLUMNS = `group_id AS id, name, description, created_at AS "createdAt", archived_at AS "archivedAt", source = 'scim' AS "isFromDirectory"`;
const BY_ID = `SELECT ${COLUMNS} FROM tenancy.user_group WHERE group_id = ANY($1::uuid[]) AND org_id = $2`;
const ALL = `SELECT ${COLUMNS} FROM tenancy.user_group WHERE org_id = $1 AND ($2 OR archived_at IS NULL)
  ORDER BY archived_at IS NOT NULL, lower(name), group_id LIMIT 1000`;
const NESTINGS = `SELECT n.parent_group_id AS "parentId", n.child_group_id AS "childId" FROM tenancy.group_nesting n
   WHERE n.org_id = $2 AND (n.parent_group_id = ANY($1::uuid[]) OR n.child_group_id = ANY($1::uuid[])) AND ${NESTING_IS_CURRENT}
   ORDER BY n.valid_from, n.nesting_id`;
// Who left the Organization is in its groups no more, whatever the rows say.
const IN_ORGANIZATION = `EXISTS (SELECT 1 FROM tenancy.membership m
   WHERE m.org_id = $2 AND m.account_id = gm.account_id AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp())`;
const PEOPLE = `
  SELECT gm.group_id, gm.account_id, NULL::uuid AS via, gm.valid_from, gm.valid_to, gm.added_by FROM tenancy.group_member gm
   WHERE gm.org_id = $2 AND gm.group_id = ANY($1::uuid[]) AND ${MEMBER_IS_CURRENT} AND ${IN_ORGANIZATION}
  UNION ALL
  SELECT n.parent_group_id, gm.account_id, n.child_group_id, greatest(gm.valid_from, n.valid_from), least(gm.valid_to, n.valid_to), gm.added_by
    FROM tenancy.group_nesting n
    JOIN tenancy.user_group c ON c.org_id = n.org_id AND c.group_id = n.child_group_id AND c.archived_at IS NULL
    JOIN tenancy.group_member gm ON gm.org_id = n.org_id AND gm.group_id = n.child_group_id AND ${MEMBER_IS_CURRENT}
   WHERE n.org_id = $2 AND n.parent_group_id = ANY($1::uuid[]) AND ${NESTING_IS_CURRENT} AND ${IN_ORGANIZATION}`;
const MEMBERS = `SELECT p.group_id AS "groupId", p.account_id AS "userId", p.via AS "viaId", p.valid_from AS "validFrom",
    nullif(p.valid_to, 'infinity') AS until, p.added_by AS "addedBy"
  FROM (${PEOPLE}) p ORDER BY p.via IS NOT NULL, p.valid_from, p.account_id LIMIT 5000`;
const COUNTS = `SELECT p.group_id AS id, count(DISTINCT p.account_id)::int AS count FROM (${PEOPLE}) p GROUP BY p.group_id`;
const STANDING = `SELECT group_id AS id, hidden, may_fill AS "mayFill", ask FROM tenancy.group_standing($1)`;

/** Groups, under row-level security: for those who may see the list of members. */
export function groupRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const byId = ctx.load<string, GroupRecord>('group', async (ids) => {
    const rows = await ctx.query<GroupRecord>(BY_ID, [ids, orgId]);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  const nestings = ctx.load<string, readonly NestingRecord[]>('groupNestings', async (ids) => {
    const rows = await ctx.query<NestingRecord>(NESTINGS, [ids, orgId]);
    return ids.map((id) => rows.filter((row) => row.parentId === id || row.childId === id));
  });
  const members = ctx.load<string, readonly GroupMemberRecord[]>('groupMembers', async (ids) => {
    const rows = await ctx.query<GroupMemberRecord>(MEMBERS, [ids, orgId]);
    return ids.map((id) => rows.filter((row) => row.groupId === id));
  });
  const counts = ctx.load<string, number>('groupMemberCounts', async (ids) => {
    const rows = await ctx.query<{ id: string; count: number }>(COUNTS, [ids, orgId]);
    return ids.map((id) => rows.find((row) => row.id === id)?.count ?? 0);
  });
  const standings = ctx.load<string, GroupStanding>('groupStandings', async (ids) => {
    const rows = await ctx.query<GroupStanding>(STANDING, [ids]);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  return {
    /** A group, or `null` when it is missing, foreign or not for the reader; batched. */
    find: (id: string): Promise<GroupRecord | null> => byId.load(id),

    /** The groups of the Organization by name, archived ones last; at most 1000. */
    all: (includeArchived: boolean): Promise<GroupRecord[]> =>
      ctx.query<GroupRecord>(ALL, [orgId, includeArchived]),

    /** In which groups a group lies, and which lie in it; batched. */
    nestings: async (id: string): Promise<readonly NestingRecord[]> => (await nestings.load(id)) ?? [],

    /** Who is in a group, directly first; at most 5000 in all; batched. */
    members: async (id: string): Promise<readonly GroupMemberRecord[]> => (await members.load(id)) ?? [],

    /** How many people are in a group, directly or through another; batched. */
    memberCount: async (id: string): Promise<number> => (await counts.load(id)) ?? 0,

    /** What somebody who manages groups learns of one; `null` for everybody else; batched. */
    standing: (id: string): Promise<GroupStanding | null> => standings.load(id),
  };
}

/** The queries of {@link groupRepository}. */
export type GroupRepository = ReturnType<typeof groupRepository>;
