import { newId } from '#runtime/graphql/ids.js';
import { actingOrganization } from '../acting-organization.js';
import type { RoleId } from '../role/role-id.js';
import type { TenancyContext } from '../services.js';
import { OrganizationEntity, type OrganizationRow } from './organization.entity.js';

/** An Organization as people see it. */
export interface OrganizationRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** One of the reader's own Organizations. */
export interface OwnOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: RoleId;
}

const ORGANIZATIONS = `
  SELECT org_id AS id, slug, name, created_at AS "createdAt" FROM tenancy.organization
   WHERE org_id = ANY($1::uuid[]) AND org_id = $2`;
const MINE = 'SELECT org_id AS id, slug, name, role_key AS role FROM tenancy.my_organizations()';
const CREATE = 'SELECT tenancy.create_organization($1, $2, $3, $4)';

/** Organizations, by SQL under row-level security: a foreign one is not there. */
export function organizationRepository(ctx: TenancyContext) {
  const byId = ctx.load<string, OrganizationRecord>('organization', async (ids) => {
    const rows = await ctx.query<OrganizationRecord>(ORGANIZATIONS, [ids, actingOrganization(ctx.actor)]);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  return {
    /** The Organization, or `null` when it is not the one in which the request acts. */
    find: (id: string): Promise<OrganizationRecord | null> => byId.load(id),

    /** The Organizations of which the reader is a member. */
    mine: (): Promise<OwnOrganization[]> => ctx.query<OwnOrganization>(MINE),

    /** Creates an Organization with the actor as its owner and enters it. Throws INVALID_INPUT: slug taken. */
    async create(input: {
      readonly id: string;
      readonly slug: string;
      readonly name: string;
    }): Promise<string> {
      const memberId = newId();
      await ctx.change.query(CREATE, [input.id, input.slug, input.name, memberId]);
      return memberId;
    },

    /** Loads the Organization in which the request acts, for a change. */
    forChange: (): Promise<OrganizationRow | null> =>
      ctx.change.em.findOne(OrganizationEntity, { orgId: actingOrganization(ctx.actor) }),
  };
}

/** The queries of {@link organizationRepository}. */
export type OrganizationRepository = ReturnType<typeof organizationRepository>;
