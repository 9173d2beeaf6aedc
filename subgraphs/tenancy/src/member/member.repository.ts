import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { PageRequest } from '#runtime/graphql/page.js';
import { actingOrganization } from '../acting-organization.js';
import type { RoleId } from '../role/role-id.js';
import type { TenancyContext } from '../services.js';

/** A person's present membership. `id` stays through every change of role, until the person leaves. */
export interface MemberRecord {
  readonly id: string;
  readonly userId: string;
  readonly role: RoleId;
  readonly since: Date;
  /** How many owners the Organization has. */
  readonly owners: number;
}

/** A member in a list, with the position at which a page may end. */
export interface ListedMember extends MemberRecord {
  readonly sortName: string;
}

const COLUMNS = `m.member_id AS id, m.account_id AS "userId", m.role_key AS role, m.joined_at AS since,
  (SELECT count(*)::int FROM tenancy.membership o WHERE o.org_id = m.org_id AND o.role_key = 'organization.owner' AND o.valid_to = 'infinity') AS owners`;
const BY_ID = `SELECT ${COLUMNS} FROM tenancy.membership m WHERE m.member_id = $1 AND m.org_id = $2 AND m.valid_to = 'infinity'`;
const PAGE = `
  SELECT ${COLUMNS}, lower(p.name) AS "sortName"
    FROM tenancy.membership m JOIN tenancy.people_matching($1) p ON p.account_id = m.account_id
   WHERE m.org_id = $5 AND m.valid_to = 'infinity' AND ($2::text IS NULL OR (lower(p.name), m.member_id) > ($2::text, $3::uuid))
   ORDER BY lower(p.name), m.member_id LIMIT $4`;
const SECOND_FACTORS = 'SELECT unnest(tenancy.members_with_second_factor($1::uuid[])) AS id';
const CHANGE_ROLE = `SELECT account_id AS "userId", previous_role AS "previousRole" FROM tenancy.change_member_role($1, $2)`;
const END = `SELECT account_id AS "userId", role_key AS role, ended_grants AS "endedGrants" FROM tenancy.end_membership($1)`;
const IS_MEMBER = 'SELECT tenancy.is_member($1) AS member';

/** Memberships. They are written by definer functions alone, which decide again what may be given. */
export function memberRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const factors = ctx.load<string, boolean>('secondFactor', async (accounts) => {
    const rows = await ctx.query<{ id: string }>(SECOND_FACTORS, [accounts]);
    const enrolled = new Set(rows.map((row) => row.id));
    return accounts.map((account) => enrolled.has(account));
  });
  return {
    /** A page of members by name; `search` is a part of the name or the mail address. One row more than asked for. */
    page(request: PageRequest, search: string): Promise<ListedMember[]> {
      const [name = null, id = null] = request.after ?? [];
      if (id !== null && !isId(id)) {
        throw invalidInput('after', 'Diese Seitenmarke ist ungültig.', 'This cursor is not valid.');
      }
      return ctx.query<ListedMember>(PAGE, [search, name, id, request.first + 1, orgId]);
    },

    /** A present member, or `null`. */
    async find(memberId: string): Promise<MemberRecord | null> {
      const [row] = await ctx.query<MemberRecord>(BY_ID, [memberId, orgId]);
      return row ?? null;
    },

    /** Whether a person is a member of the Organization in which the request acts. */
    async isMember(accountId: string): Promise<boolean> {
      const [row] = await ctx.query<{ member: boolean }>(IS_MEMBER, [accountId]);
      return row?.member ?? false;
    },

    /** Whether this person has a second factor enrolled; batched. */
    hasSecondFactor: async (accountId: string): Promise<boolean> => (await factors.load(accountId)) ?? false,

    /** Gives a member another role. Throws LAST_OWNER, FORBIDDEN, NOT_FOUND. */
    async changeRole(memberId: string, role: RoleId): Promise<void> {
      await ctx.change.query(CHANGE_ROLE, [memberId, role]);
    },

    /** Ends a membership with all grants and groups. Throws LAST_OWNER, FORBIDDEN, NOT_FOUND. */
    async end(memberId: string): Promise<{ userId: string; role: RoleId; endedGrants: string[] } | null> {
      const [row] = await ctx.change.query<{
        userId: string;
        role: RoleId;
        endedGrants: string[];
      }>(END, [memberId]);
      return row ?? null;
    },
  };
}

/** The queries of {@link memberRepository}. */
export type MemberRepository = ReturnType<typeof memberRepository>;
