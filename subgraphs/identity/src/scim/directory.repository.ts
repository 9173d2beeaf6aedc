import type { IdentityContext } from '../dependencies.js';
import { toCondition, type FilterAttribute, type FilterAttributes } from './filter-sql.js';
import type { Filter } from './filter.js';
import type { ScimEmail, UserDraft } from './user-draft.js';

/** A person as the directory has them. */
export interface DirectoryUserRow {
  readonly id: string;
  readonly accountId: string;
  readonly userName: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly formatted: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly emails: readonly ScimEmail[];
  /** Whether the person is a member now, whoever made them one. */
  readonly active: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What became of a membership by a change of the directory. */
export interface MembershipChange {
  readonly joined: boolean;
  readonly went: boolean;
  readonly endedSessions: number;
  readonly endedGrants: readonly string[];
  readonly leftAlone: number;
}

/** Which part of a list, in which order. */
export interface ListQuery {
  readonly filter: Filter | null;
  /** Name of an attribute in lower case. */
  readonly sortBy: string | null;
  readonly descending: boolean;
  readonly offset: number;
  readonly count: number;
}

/** A part of a list, and how long all of it is. */
export interface Listed<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

const IS_MEMBER = 'u.account_id = ANY((SELECT tenancy.directory_members())::uuid[])';
const COLUMNS = `u.directory_user_id AS id, u.account_id AS "accountId", u.user_name AS "userName", u.external_id AS "externalId",
  u.display_name AS "displayName", u.formatted_name AS formatted, u.given_name AS "givenName", u.family_name AS "familyName",
  u.emails, ${IS_MEMBER} AS active, u.version, u.created_at AS "createdAt", u.updated_at AS "updatedAt"`;
const FROM =
  'FROM identity.directory_user u WHERE u.org_id = (SELECT platform.org_id()) AND u.deleted_at IS NULL';
const BY_ID = `SELECT ${COLUMNS} ${FROM} AND u.directory_user_id = $1`;
const ACCOUNTS = `SELECT u.directory_user_id AS id, u.account_id AS "accountId" ${FROM} AND u.directory_user_id = ANY($1::uuid[])`;
const OF_ACCOUNTS = `SELECT u.directory_user_id AS id, u.account_id AS "accountId", u.display_name AS "displayName"
  ${FROM} AND u.account_id = ANY($1::uuid[]) ORDER BY u.directory_user_id`;
const CREATE =
  'SELECT account_id AS "accountId", is_new AS "isNew", joined FROM identity.directory_create_user($1, $2, $3, $4, $5, $6)';
const CHANGED = `joined, went, ended_sessions AS "endedSessions", ended_grants AS "endedGrants", left_alone AS "leftAlone"`;
const UPDATE = `SELECT ${CHANGED} FROM identity.directory_update_user($1, $2, $3)`;
const END = `SELECT ${CHANGED} FROM identity.directory_end_user($1)`;

const text = (sql: string, exact = false): FilterAttribute => ({ type: 'text', sql, exact });

/** What filters and orders of people may name. */
export const USER_ATTRIBUTES: FilterAttributes = {
  id: text('u.directory_user_id::text', true),
  username: text('u.user_name'),
  externalid: text('u.external_id', true),
  displayname: text('u.display_name'),
  'name.formatted': text('u.formatted_name'),
  'name.givenname': text('u.given_name'),
  'name.familyname': text('u.family_name'),
  active: { type: 'boolean', sql: `(${IS_MEMBER})` },
  'meta.created': { type: 'time', sql: 'u.created_at' },
  'meta.lastmodified': { type: 'time', sql: 'u.updated_at' },
  emails: {
    type: 'list',
    some: (condition) =>
      `EXISTS (SELECT 1 FROM jsonb_to_recordset(u.emails) AS e (value text, type text, "primary" boolean) WHERE ${condition})`,
    value: 'value',
    parts: { value: text('e.value'), type: text('e.type'), primary: { type: 'boolean', sql: 'e."primary"' } },
  },
};

/** People of the Organization's directory, under row-level security; written by definer functions alone. */
export function directoryUsers(ctx: IdentityContext) {
  return {
    list: (query: ListQuery) =>
      listed<DirectoryUserRow>(
        ctx,
        query,
        USER_ATTRIBUTES,
        COLUMNS,
        FROM,
        'u.created_at, u.directory_user_id',
      ),
    find: async (id: string): Promise<DirectoryUserRow | null> =>
      (await ctx.query<DirectoryUserRow>(BY_ID, [id]))[0] ?? null,
    /** The accounts of entries; whoever is missing or foreign is not among them. */
    accounts: (ids: readonly string[]) => ctx.query<{ id: string; accountId: string }>(ACCOUNTS, [ids]),
    ofAccounts: (accountIds: readonly string[]) =>
      ctx.query<{ id: string; accountId: string; displayName: string | null }>(OF_ACCOUNTS, [accountIds]),
    create: async (id: string, newAccountId: string, fullName: string, draft: UserDraft) => {
      const [row] = await ctx.change.query<{ accountId: string; isNew: boolean; joined: boolean }>(CREATE, [
        ...[id, newAccountId, draft.userName, fullName, fieldsOf(draft), draft.active],
      ]);
      return row!;
    },
    /** @param active `null` leaves the membership as it is */
    update: async (id: string, draft: UserDraft, active: boolean | null): Promise<MembershipChange> =>
      (await ctx.change.query<MembershipChange>(UPDATE, [id, fieldsOf(draft), active]))[0]!,
    end: async (id: string): Promise<MembershipChange> =>
      (await ctx.change.query<MembershipChange>(END, [id]))[0]!,
  };
}

/** One page of a filtered list and its length, in one statement. */
export async function listed<Row extends object>(
  ctx: Pick<IdentityContext, 'query'>,
  query: ListQuery,
  attributes: FilterAttributes,
  columns: string,
  from: string,
  order: string,
): Promise<Listed<Row>> {
  const { filter, sortBy, descending, offset, count } = query;
  const condition = filter ? toCondition(filter, attributes, 3) : { sql: 'true', params: [] };
  const sorted = sortBy === null ? undefined : attributes[sortBy];
  const first =
    sorted && sorted.type !== 'list' ? `${orderOf(sorted)} ${descending ? 'DESC' : 'ASC'} NULLS LAST, ` : '';
  /* eslint-disable kopexa/sql-is-constant -- columns, order and conditions are texts of this folder; what a request says is in the parameters */
  const rows = await ctx.query<{ total: number; row: Row | null }>(
    `WITH found AS (SELECT ${columns}, row_number() OVER (ORDER BY ${first}${order}) AS place ${from} AND ${condition.sql})
     SELECT t.total, row_to_json(f.*) AS row FROM (SELECT count(*)::int AS total FROM found) t
       LEFT JOIN (SELECT * FROM found WHERE place > $1 ORDER BY place LIMIT $2) f ON true ORDER BY f.place`,
    [offset, count, ...condition.params],
  );
  /* eslint-enable kopexa/sql-is-constant */
  return { total: rows[0]?.total ?? 0, rows: rows.flatMap(({ row }) => (row ? [dated(row)] : [])) };
}

const orderOf = (attribute: FilterAttribute): string =>
  attribute.type === 'text' ? `lower(${attribute.sql})` : attribute.type === 'list' ? 'true' : attribute.sql;

/** Times come as texts out of JSON. */
function dated<Row extends object>(row: Row): Row {
  const { createdAt, updatedAt } = row as { createdAt?: string; updatedAt?: string };
  return { ...row, createdAt: new Date(createdAt ?? 0), updatedAt: new Date(updatedAt ?? 0) };
}

function fieldsOf({ externalId, displayName, formatted, givenName, familyName, emails }: UserDraft): string {
  return JSON.stringify({ externalId, displayName, formatted, givenName, familyName, emails });
}
