import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';

/** Support access that the Organization opened, as its own people see it. */
export interface SupportRecord {
  readonly id: string;
  readonly reason: string;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly until: Date;
  /** When it ended, or will end; before `until` when somebody ended it. */
  readonly endsAt: Date;
  readonly endedBy: string | null;
  readonly isOpen: boolean;
}

/** A Space of a support access, with the role in it. */
export interface SupportSpaceRecord {
  readonly supportId: string;
  readonly spaceId: string;
  readonly role: string;
}

/** Somebody of the operator who came in. */
export interface SupportVisitRecord {
  readonly id: string;
  readonly supportId: string;
  readonly userId: string;
  readonly enteredAt: Date;
}

/** An open access, as the operator's support sees it: of the customer nothing but its name. */
export interface OpenSupportRecord {
  readonly id: string;
  readonly organization: string;
  readonly reason: string;
  readonly openedAt: Date;
  readonly until: Date;
  readonly spaces: number;
  readonly enteredAt: Date | null;
}

/** Where somebody came in, and until when. */
export interface EnteredSupport {
  readonly slug: string;
  readonly until: Date;
  readonly isNew: boolean;
}

/** A Space and the role in it that come with an access. */
export interface SupportPlace {
  readonly spaceId: string;
  readonly role: string;
}

const LIST = `
  SELECT support_id AS id, reason, opened_by AS "openedBy", valid_from AS "openedAt", planned_to AS until,
         valid_to AS "endsAt", ended_by AS "endedBy", valid_to > clock_timestamp() AS "isOpen"
    FROM tenancy.support_access WHERE org_id = $1`;
const NEWEST = `${LIST} ORDER BY valid_from DESC, support_id DESC LIMIT 100`;
const BY_ID = `${LIST} AND support_id = $2`;
const OPEN = `${LIST} AND valid_to > clock_timestamp()`;
const OWN_END = `
  SELECT valid_to AS until FROM tenancy.membership
   WHERE org_id = $1 AND account_id = $2 AND role_key = 'organization.support'
     AND valid_from <= clock_timestamp() AND valid_to > clock_timestamp()`;
const SPACES = `
  SELECT support_id AS "supportId", space_id AS "spaceId", role_key AS role FROM tenancy.support_access_space
   WHERE org_id = $1 AND support_id = ANY($2::uuid[]) ORDER BY space_id`;
const VISITS = `
  SELECT visit_id AS id, support_id AS "supportId", account_id AS "userId", entered_at AS "enteredAt"
    FROM tenancy.support_visit WHERE org_id = $1 AND support_id = ANY($2::uuid[]) ORDER BY entered_at, visit_id`;
const OFFERED = `
  SELECT support_id AS id, organization, reason, valid_from AS "openedAt", valid_to AS until, spaces,
         entered_at AS "enteredAt" FROM tenancy.open_support()`;
const OPEN_ACCESS = 'SELECT tenancy.open_support_access($1, $2, $3, $4)';
const END_ACCESS = 'SELECT tenancy.end_support_access($1) AS ended';
const ENTER = `SELECT slug, valid_to AS until, is_new AS "isNew" FROM tenancy.enter_support($1, $2)`;

/** Support access. It is written by definer functions alone, which decide again who may. */
export function supportRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const spaces = ctx.load<string, readonly SupportSpaceRecord[]>('supportSpaces', async (ids) => {
    const rows = await ctx.query<SupportSpaceRecord>(SPACES, [orgId, ids]);
    return ids.map((id) => rows.filter((row) => row.supportId === id));
  });
  const visits = ctx.load<string, readonly SupportVisitRecord[]>('supportVisits', async (ids) => {
    const rows = await ctx.query<SupportVisitRecord>(VISITS, [orgId, ids]);
    return ids.map((id) => rows.filter((row) => row.supportId === id));
  });
  return {
    /** What was opened, newest first; at most 100. */
    list: (): Promise<SupportRecord[]> => ctx.query<SupportRecord>(NEWEST, [orgId]),

    /** One access of the acting Organization, or `null`. */
    async find(id: string): Promise<SupportRecord | null> {
      return (await ctx.query<SupportRecord>(BY_ID, [orgId, id]))[0] ?? null;
    },

    /** The access that is open now, or `null`. */
    async open(): Promise<SupportRecord | null> {
      return (await ctx.query<SupportRecord>(OPEN, [orgId]))[0] ?? null;
    },

    /** Until when the reader is here by support access; `null` for everybody else. */
    async ownEnd(): Promise<Date | null> {
      return (await ctx.query<{ until: Date }>(OWN_END, [orgId, ctx.actor.userId]))[0]?.until ?? null;
    },

    /** The Spaces of an access; batched. */
    spacesOf: async (id: string): Promise<readonly SupportSpaceRecord[]> => (await spaces.load(id)) ?? [],

    /** Who came in by an access; batched. */
    visitsOf: async (id: string): Promise<readonly SupportVisitRecord[]> => (await visits.load(id)) ?? [],

    /** For the operator's support: what customers have open. */
    offered: (): Promise<OpenSupportRecord[]> => ctx.query<OpenSupportRecord>(OFFERED),

    /** Opens an access for some hours. Throws FORBIDDEN, NOT_FOUND (a Space) and INVALID_INPUT. */
    async openAccess(input: {
      readonly id: string;
      readonly reason: string;
      readonly hours: number;
      readonly spaces: readonly SupportPlace[];
    }): Promise<void> {
      const places = JSON.stringify(input.spaces);
      await ctx.change.query(OPEN_ACCESS, [input.id, input.reason, input.hours, places]);
    },

    /** Ends an access for everybody who came in; returns how many were in. Throws FORBIDDEN and NOT_FOUND. */
    async endAccess(id: string): Promise<number> {
      return (await ctx.change.query<{ ended: number }>(END_ACCESS, [id]))[0]?.ended ?? 0;
    },

    /**
     * Comes in as the acting person of the operator; the rest of the transaction belongs to the customer.
     * Throws FORBIDDEN, NOT_FOUND, STEP_UP_REQUIRED and INVALID_INPUT (a member there).
     */
    async enter(id: string, visitId: string): Promise<EnteredSupport | null> {
      const rows = await ctx.change.query<EnteredSupport>(ENTER, [id, visitId]);
      return rows[0] ?? null;
    },
  };
}

/** The queries of {@link supportRepository}. */
export type SupportRepository = ReturnType<typeof supportRepository>;
