import type { IdentityContext } from '../dependencies.js';
import { listed, type ListQuery } from './directory.repository.js';
import type { FilterAttributes } from './filter-sql.js';

/** A group of the directory. */
export interface DirectoryGroupRow {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  readonly version: number;
  /** How many are in it, also while they are no members of the Organization. */
  readonly members: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Somebody who came into a group, or went. */
export interface GroupMove {
  readonly accountId: string;
  readonly isIn: boolean;
}

const COLUMNS = `g.group_id AS id, g.display_name AS "displayName", g.external_id AS "externalId", g.version, g.members,
  g.created_at AS "createdAt", g.updated_at AS "updatedAt"`;
const FROM = 'FROM tenancy.directory_groups() g WHERE true';
const MEMBERS = `SELECT m.group_id AS "groupId", m.account_id AS "accountId" FROM tenancy.directory_group_members($1) m`;
const FILL = 'SELECT account_id AS "accountId", is_in AS "isIn" FROM tenancy.directory_fill_group($1, $2)';

/** What filters and orders of groups may name. */
export const GROUP_ATTRIBUTES: FilterAttributes = {
  id: { type: 'text', sql: 'g.group_id::text', exact: true },
  displayname: { type: 'text', sql: 'g.display_name', exact: false },
  externalid: { type: 'text', sql: 'g.external_id', exact: true },
  'meta.created': { type: 'time', sql: 'g.created_at' },
  'meta.lastmodified': { type: 'time', sql: 'g.updated_at' },
  members: {
    type: 'list',
    // A subquery of no group: asked once, whose groups are looked up then.
    some: (condition) =>
      `g.group_id = ANY((SELECT tenancy.directory_groups_with(ARRAY(SELECT du.account_id FROM identity.directory_user du
        WHERE du.org_id = (SELECT platform.org_id()) AND du.deleted_at IS NULL AND ${condition})))::uuid[])`,
    value: 'value',
    parts: { value: { type: 'text', sql: 'du.directory_user_id::text', exact: true } },
  },
};

/** Groups that the directory made; tenancy publishes them, and alone writes them. */
export function directoryGroups(ctx: IdentityContext) {
  const run = async (sql: string, ...params: readonly unknown[]): Promise<void> =>
    void (await ctx.change.query(sql, params));
  return {
    list: (query: ListQuery) =>
      listed<DirectoryGroupRow>(ctx, query, GROUP_ATTRIBUTES, COLUMNS, FROM, 'g.created_at, g.group_id'),
    find: async (id: string): Promise<DirectoryGroupRow | null> =>
      (await ctx.query<DirectoryGroupRow>(`SELECT ${COLUMNS} ${FROM} AND g.group_id = $1`, [id]))[0] ?? null,
    /** Accounts of those who are in these groups. */
    members: (ids: readonly string[]) => ctx.query<{ groupId: string; accountId: string }>(MEMBERS, [ids]),
    create: (id: string, displayName: string, externalId: string | null) =>
      run('SELECT tenancy.directory_create_group($1, $2, $3)', id, displayName, externalId),
    update: (id: string, displayName: string, externalId: string | null) =>
      run('SELECT tenancy.directory_update_group($1, $2, $3)', id, displayName, externalId),
    /** Makes exactly these accounts its members; answers who came and who went. */
    fill: (id: string, accountIds: readonly string[]) => ctx.change.query<GroupMove>(FILL, [id, accountIds]),
    end: (id: string) => run('SELECT tenancy.directory_end_group($1)', id),
  };
}
