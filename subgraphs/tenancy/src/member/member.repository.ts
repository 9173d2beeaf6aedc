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
  /** When it ends by itself; `null` when it lasts. */
  readonly until: Date | null;
  /** How many owners the Organization has for good. */
  readonly owners: number;
}

/** A member in a list, with the position at which a page may end. */
export interface ListedMember extends MemberRecord {
  readonly sortName: string;
}

/** Somebody who went, and what they had. */
export interface EndedMembership {
  readonly id: string;
  readonly userId: string;
  readonly role: RoleId;
  readonly endedGrants: readonly string[];
}

/** Who takes over a Space that would have nobody in charge. */
export interface Successor {
  readonly spaceId: string;
  readonly userId: string;
  readonly grantId: string;
}

/** What a list of members is narrowed down to; nothing means everybody. */
export interface MemberFilter {
  readonly role: RoleId | null;
  /** Whose membership ends before this moment. */
  readonly endsBefore: Date | null;
  readonly withoutSecondFactor: boolean;
}

const COLUMNS = `m.member_id AS id, m.account_id AS "userId", m.role_key AS role, m.joined_at AS since,
  CASE WHEN m.valid_to < 'infinity' THEN m.valid_to END AS until,
  (SELECT count(*)::int FROM tenancy.membership o WHERE o.org_id = m.org_id AND o.role_key = 'organization.owner' AND o.valid_to = 'infinity') AS owners`;
const PRESENT = 'm.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()';
const BY_IDS = `SELECT ${COLUMNS} FROM tenancy.membership m WHERE m.member_id = ANY($1::uuid[]) AND m.org_id = $2 AND ${PRESENT}`;
const OWN = `SELECT ${COLUMNS} FROM tenancy.membership m WHERE m.account_id = $1 AND m.org_id = $2 AND ${PRESENT}`;
const PAGE = `
  SELECT ${COLUMNS}, lower(p.name) AS "sortName"
    FROM tenancy.membership m JOIN tenancy.people_matching($1) p ON p.account_id = m.account_id
   WHERE m.org_id = $5 AND ${PRESENT} AND ($2::text IS NULL OR (lower(p.name), m.member_id) > ($2::text, $3::uuid))
     AND ($6::text IS NULL OR m.role_key = $6) AND ($7::timestamptz IS NULL OR m.valid_to < $7)
     AND (NOT $8 OR NOT m.account_id = ANY((SELECT tenancy.members_with_second_factor(
           (SELECT array_agg(f.account_id) FROM tenancy.membership f WHERE f.org_id = $5)))::uuid[]))
   ORDER BY lower(p.name), m.member_id LIMIT $4`;
const SECOND_FACTORS = 'SELECT unnest(tenancy.members_with_second_factor($1::uuid[])) AS id';
const CHANGE_ROLES = 'SELECT tenancy.change_member_role(id, $2, $3) FROM unnest($1::uuid[]) id';
const END = `SELECT member_id AS id, account_id AS "userId", role_key AS role, ended_grants AS "endedGrants"
  FROM tenancy.end_memberships($1, $2::jsonb)`;
const LEAVE = `SELECT member_id AS id, role_key AS role, ended_grants AS "endedGrants" FROM tenancy.leave_organization($1::jsonb)`;
const TRANSFER = 'SELECT own_member AS "ownMember" FROM tenancy.transfer_ownership($1, $2)';
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
    page(request: PageRequest, search: string, filter: MemberFilter): Promise<ListedMember[]> {
      const [name = null, id = null] = request.after ?? [];
      if (id !== null && !isId(id)) {
        throw invalidInput('after', 'Diese Seitenmarke ist ungültig.', 'This cursor is not valid.');
      }
      return ctx.query<ListedMember>(PAGE, [
        ...[search, name, id, request.first + 1, orgId],
        ...[filter.role, filter.endsBefore, filter.withoutSecondFactor],
      ]);
    },

    /** Present members, in the order of their ids; those that are missing or foreign are absent. */
    async findAll(memberIds: readonly string[]): Promise<readonly MemberRecord[]> {
      const rows = await ctx.query<MemberRecord>(BY_IDS, [memberIds, orgId]);
      return memberIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    },

    /** The reader's own membership, or `null`. */
    async own(): Promise<MemberRecord | null> {
      const [row] = await ctx.query<MemberRecord>(OWN, [ctx.actor.userId, orgId]);
      return row ?? null;
    },

    /** Whether a person is a member of the Organization in which the request acts. */
    async isMember(accountId: string): Promise<boolean> {
      const [row] = await ctx.query<{ member: boolean }>(IS_MEMBER, [accountId]);
      return row?.member ?? false;
    },

    /** Whether this person has a second factor enrolled; batched. */
    hasSecondFactor: async (accountId: string): Promise<boolean> => (await factors.load(accountId)) ?? false,

    /** Gives members another role, for good or until a moment. Throws LAST_OWNER, FORBIDDEN, NOT_FOUND, INVALID_INPUT. */
    async changeRoles(memberIds: readonly string[], role: RoleId, until: Date | null): Promise<void> {
      await ctx.change.query(CHANGE_ROLES, [memberIds, role, until]);
    },

    /** Ends memberships with all grants and groups. Throws LAST_OWNER, FORBIDDEN, NOT_FOUND, INVALID_INPUT. */
    end: (memberIds: readonly string[], successors: readonly Successor[]): Promise<EndedMembership[]> =>
      ctx.change.query<EndedMembership>(END, [memberIds, JSON.stringify(successors)]),

    /** Ends one's own membership. Throws LAST_OWNER, NOT_FOUND, INVALID_INPUT. */
    async leave(successors: readonly Successor[]): Promise<Omit<EndedMembership, 'userId'>> {
      const [row] = await ctx.change.query<Omit<EndedMembership, 'userId'>>(LEAVE, [
        JSON.stringify(successors),
      ]);
      if (!row) throw new Error('Leaving ended no membership.');
      return row;
    },

    /** Makes a member an owner. Throws FORBIDDEN, NOT_FOUND, STEP_UP_REQUIRED, INVALID_INPUT. */
    async transfer(memberId: string, stay: boolean): Promise<{ readonly ownMember: string }> {
      const [row] = await ctx.change.query<{ ownMember: string }>(TRANSFER, [memberId, stay]);
      if (!row) throw new Error('Handing over changed no membership.');
      return row;
    },
  };
}

/** The queries of {@link memberRepository}. */
export type MemberRepository = ReturnType<typeof memberRepository>;
