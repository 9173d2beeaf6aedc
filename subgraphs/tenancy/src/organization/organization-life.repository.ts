import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';
import type { OrganizationNumbers, OrganizationState } from './organization-life.js';

const STATE = `SELECT org_id AS id, plan, archived_at AS "archivedAt", deletes_at AS "deletesAt" FROM tenancy.organization
   WHERE org_id = ANY($1::uuid[]) AND org_id = $2`;
const MY_STATES = `SELECT org_id AS id, archived_at AS "archivedAt", deletes_at AS "deletesAt"
    FROM tenancy.states_of_my_organizations()`;
const NUMBERS = `SELECT members::int, spaces::int, documents::int, versions::int, files::int, file_bytes::float8 AS "fileBytes",
    audit_entries::int AS "auditEntries", service_accounts::int AS "serviceAccounts", invitations::int,
    ai_requests::int AS "aiRequests" FROM tenancy.organization_in_numbers()`;

/** One of the reader's Organizations and its state; their rows themselves are closed from outside of them. */
type OwnState = Omit<OrganizationState, 'plan'>;

/** The life of Organizations. What changes it are definer functions, which decide once more (1452). */
export function organizationLifeRepository(ctx: TenancyContext) {
  const states = ctx.load<string, OrganizationState>('organization.state', async (ids) => {
    const rows = await ctx.query<OrganizationState>(STATE, [ids, actingOrganization(ctx.actor)]);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  const mine = ctx.load<string, OwnState>('organization.myState', async (ids) => {
    const rows = await ctx.query<OwnState>(MY_STATES);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  return {
    /** State and price tier, or `null` when it is not the Organization in which the request acts. */
    state: (id: string): Promise<OrganizationState | null> => states.load(id),

    /** State of one of the reader's own Organizations, also outside of it. */
    myState: (id: string): Promise<OwnState | null> => mine.load(id),

    /** What deleting the Organization in which the request acts would remove. Throws FORBIDDEN. */
    numbers: async (): Promise<OrganizationNumbers | null> =>
      (await ctx.query<OrganizationNumbers>(NUMBERS))[0] ?? null,

    /** Throws FORBIDDEN and INVALID_INPUT (about to be deleted, or the operator's). */
    archive: async (archived: boolean): Promise<void> => {
      await ctx.change.query('SELECT tenancy.archive_organization($1)', [archived]);
      states.clearAll();
    },

    /** Decides the deletion; when it will happen. Throws FORBIDDEN, STEP_UP_REQUIRED, INVALID_INPUT (the operator's). */
    async delete(): Promise<Date> {
      const [row] = await ctx.change.query<{ at: Date }>('SELECT tenancy.delete_organization() AS at');
      states.clearAll();
      return row!.at;
    },

    /** Calls the deletion off. Throws FORBIDDEN. */
    cancelDeletion: async (): Promise<void> => {
      await ctx.change.query('SELECT tenancy.cancel_organization_deletion()');
      states.clearAll();
    },
  };
}

/** The queries of {@link organizationLifeRepository}. */
export type OrganizationLifeRepository = ReturnType<typeof organizationLifeRepository>;
