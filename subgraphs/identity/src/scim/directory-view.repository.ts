import type { Context } from '#runtime/graphql/context.js';

/** A person of the directory, as those see them who set it up. */
export interface DirectoryUserView {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly externalId: string | null;
  readonly isActive: boolean;
  readonly changedAt: Date;
}

/** A group of the directory, as those see it who set it up. */
export interface DirectoryGroupView {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly memberCount: number;
  readonly changedAt: Date;
}

const STATE = `SELECT identity.directory_role() AS role, ARRAY(SELECT r.role_key FROM tenancy.directory_roles() r) AS roles,
  EXISTS (SELECT 1 FROM identity.domain d WHERE d.org_id = platform.org_id() AND d.verified_at IS NOT NULL AND d.removed_at IS NULL) AS "hasDomain",
  count(u.*)::int AS "userCount", (count(*) FILTER (WHERE u.account_id = ANY((SELECT tenancy.directory_members())::uuid[])))::int AS "activeCount"
  FROM identity.directory_user u WHERE u.org_id = (SELECT platform.org_id()) AND u.deleted_at IS NULL`;
const USERS = `SELECT u.directory_user_id AS id, u.user_name AS "userName", u.display_name AS "displayName",
    u.external_id AS "externalId", u.account_id = ANY((SELECT tenancy.directory_members())::uuid[]) AS "isActive", u.updated_at AS "changedAt"
  FROM identity.directory_user u WHERE u.org_id = (SELECT platform.org_id()) AND u.deleted_at IS NULL
   AND ($1::text IS NULL OR strpos(u.user_name, lower($1)) > 0 OR strpos(lower(coalesce(u.display_name, '')), lower($1)) > 0)
   AND ($2::text IS NULL OR (u.user_name, u.directory_user_id) > ($2, $3::uuid))
  ORDER BY u.user_name, u.directory_user_id LIMIT $4`;
const GROUPS = `SELECT g.group_id AS id, g.display_name AS name, g.external_id AS "externalId", g.members AS "memberCount",
  g.updated_at AS "changedAt" FROM tenancy.directory_groups() g ORDER BY lower(g.display_name), g.group_id`;

/** The directory as those see it who set it up, under row-level security. */
export function directoryView(ctx: Pick<Context, 'query' | 'change'>) {
  return {
    state: async () =>
      (
        await ctx.query<{
          role: string;
          roles: string[];
          hasDomain: boolean;
          userCount: number;
          activeCount: number;
        }>(STATE)
      )[0]!,
    /** By address; one more than asked for when there are more. */
    users: (page: { search: string | null; after: readonly string[] | null; first: number }) =>
      ctx.query<DirectoryUserView>(USERS, [
        page.search,
        page.after?.[0] ?? null,
        page.after?.[1] ?? null,
        page.first + 1,
      ]),
    groups: () => ctx.query<DirectoryGroupView>(GROUPS),
    /** Answers with the role of before. Throws FORBIDDEN, INVALID_INPUT. */
    setRole: async (role: string): Promise<string> =>
      (
        await ctx.change.query<{ before: string }>('SELECT identity.set_directory_role($1) AS before', [role])
      )[0]!.before,
  };
}
