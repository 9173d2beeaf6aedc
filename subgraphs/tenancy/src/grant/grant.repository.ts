import { actingOrganization } from '../acting-organization.js';
import type { RoleId } from '../role/role-id.js';
import type { TenancyContext } from '../services.js';

/** A person's present role in a Space. */
export interface GrantRecord {
  readonly id: string;
  readonly spaceId: string;
  readonly userId: string;
  readonly role: RoleId;
  readonly grantedBy: string | null;
  readonly validFrom: Date;
}

/** What giving a role did: the grant now in force, and the one that it replaced. */
export interface GrantGiven {
  readonly grantId: string;
  readonly replacedGrant: string | null;
  readonly replacedRole: RoleId | null;
}

const COLUMNS = `grant_id AS id, space_id AS "spaceId", principal_id AS "userId", role_key AS role,
  granted_by AS "grantedBy", valid_from AS "validFrom"`;
const PRESENT = `principal_kind = 'user' AND valid_from <= clock_timestamp() AND valid_to > clock_timestamp()`;
const OF_SPACES = `SELECT ${COLUMNS} FROM tenancy.space_grant WHERE space_id = ANY($1::uuid[]) AND org_id = $2 AND ${PRESENT} ORDER BY valid_from, grant_id`;
const BY_ID = `SELECT ${COLUMNS} FROM tenancy.space_grant WHERE grant_id = $1 AND org_id = $2 AND ${PRESENT}`;
const GIVE = `SELECT grant_id AS "grantId", replaced_grant AS "replacedGrant", replaced_role AS "replacedRole"
  FROM tenancy.grant_space($1, $2, $3, $4)`;
const REVOKE = `SELECT space_id FROM tenancy.revoke_grant($1)`;

/** Grants in Spaces. They are written by definer functions alone, which decide again what may be given. */
export function grantRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const ofSpace = ctx.load<string, readonly GrantRecord[]>('grantsOfSpace', async (ids) => {
    const rows = await ctx.query<GrantRecord>(OF_SPACES, [ids, orgId]);
    return ids.map((id) => rows.filter((row) => row.spaceId === id));
  });
  const ofGroup = ctx.load<string, readonly GrantRecord[]>('grantsOfGroup', async (ids) => {
    const rows = await ctx.query<GrantRecord>(OF_GROUPS, [ids, orgId]);
    return ids.map((id) => rows.filter((row) => row.groupId === id));
  });
  return {
    /** What a group was given, in Spaces that the reader may share; oldest first; batched. */
    ofGroup: async (groupId: string): Promise<readonly GrantRecord[]> => (await ofGroup.load(groupId)) ?? [],

    /** Who has access to a Space directly, oldest first; batched. */
    ofSpace: async (spaceId: string): Promise<readonly GrantRecord[]> => (await ofSpace.load(spaceId)) ?? [],

    /** A present grant, or `null`. */
    async find(grantId: string): Promise<GrantRecord | null> {
      const [row] = await ctx.query<GrantRecord>(BY_ID, [grantId, orgId]);
      return row ?? null;
    },

    /** Gives a person a role in a Space, in place of the one they hold. Throws what the database refuses. */
    async give(input: {
      readonly id: string;
      readonly spaceId: string;
      readonly userId: string;
      readonly role: RoleId;
    }): Promise<GrantGiven> {
      const [row] = await ctx.change.query<GrantGiven>(GIVE, [
        input.id,
        input.spaceId,
        input.userId,
        input.role,
      ]);
      return row ?? { grantId: input.id, replacedGrant: null, replacedRole: null };
    },

    /** Ends a grant. Throws what the database refuses. */
    async end(grantId: string): Promise<void> {
      await ctx.change.query(REVOKE, [grantId]);
    },
  };
}

/** The queries of {@link grantRepository}. */
export type GrantRepository = ReturnType<typeof grantRepository>;
