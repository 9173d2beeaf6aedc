import { actingOrganization } from '../acting-organization.js';
import type { RoleId } from '../role/role-id.js';
import type { TenancyContext } from '../services.js';
import type { Principal } from './principal.js';

/** A role in a Space, of a person or of a group: a present one, or one that has ended. */
export interface GrantRecord {
  readonly id: string;
  readonly spaceId: string;
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly role: RoleId;
  readonly grantedBy: string | null;
  readonly validFrom: Date;
  /** When it ends or has ended; `null` when it lasts. */
  readonly until: Date | null;
  readonly hasEnded: boolean;
  /** Who ended it; `null` where it ended as planned, or with something else. */
  readonly endedBy: string | null;
}

/** What giving a role did: the grant now in force, and the one that it replaced. */
export interface GrantGiven {
  readonly grantId: string;
  readonly replacedGrant: string | null;
  readonly replacedRole: RoleId | null;
}

/** A role in a Space that shall be given. */
export interface GrantToGive {
  readonly id: string;
  readonly spaceId: string;
  readonly principal: Principal;
  readonly role: RoleId;
  readonly until: Date | null;
}

const COLUMNS = `grant_id AS id, space_id AS "spaceId", CASE principal_kind WHEN 'user' THEN principal_id END AS "userId",
  CASE principal_kind WHEN 'group' THEN principal_id END AS "groupId", role_key AS role, granted_by AS "grantedBy",
  valid_from AS "validFrom", nullif(valid_to, 'infinity') AS until, valid_to <= clock_timestamp() AS "hasEnded",
  ended_by AS "endedBy"`;
const PRESENT = `valid_from <= clock_timestamp() AND valid_to > clock_timestamp()`;
const OF_SPACES = `SELECT ${COLUMNS} FROM tenancy.space_grant WHERE space_id = ANY($1::uuid[]) AND org_id = $2 AND ${PRESENT} ORDER BY valid_from, grant_id`;
const ENDED = `
  SELECT old.* FROM unnest($1::uuid[]) AS asked (space) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM tenancy.space_grant WHERE space_id = asked.space AND org_id = $2
       AND valid_to <= clock_timestamp() AND valid_to > valid_from ORDER BY valid_to DESC, grant_id LIMIT 200) old`;
const OF_GROUPS = `SELECT ${COLUMNS} FROM tenancy.space_grant
  WHERE principal_kind = 'group' AND principal_id = ANY($1::uuid[]) AND org_id = $2 AND ${PRESENT} ORDER BY valid_from, grant_id`;
const BY_ID = `SELECT ${COLUMNS} FROM tenancy.space_grant WHERE grant_id = $1 AND org_id = $2 AND ${PRESENT}`;
const GIVE = `SELECT grant_id AS "grantId", replaced_grant AS "replacedGrant", replaced_role AS "replacedRole"
  FROM tenancy.grant_space($1, $2, $3, $4, $5, $6)`;
const REVOKE = `SELECT space_id FROM tenancy.revoke_grant($1)`;

/** Grants in Spaces. They are written by definer functions alone, which decide again what may be given. */
export function grantRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const batched = (name: string, sql: string, keyOf: (row: GrantRecord) => string | null) =>
    ctx.load<string, readonly GrantRecord[]>(name, async (ids) => {
      const rows = await ctx.query<GrantRecord>(sql, [ids, orgId]);
      return ids.map((id) => rows.filter((row) => keyOf(row) === id));
    });
  const ofSpace = batched('grantsOfSpace', OF_SPACES, ({ spaceId }) => spaceId);
  const ended = batched('endedGrants', ENDED, ({ spaceId }) => spaceId);
  const ofGroup = batched('grantsOfGroup', OF_GROUPS, ({ groupId }) => groupId);
  return {
    /** Who has access to a Space, oldest first; batched. */
    ofSpace: async (spaceId: string): Promise<readonly GrantRecord[]> => (await ofSpace.load(spaceId)) ?? [],

    /** Who had access to a Space, last ended first; at most 200; batched. */
    endedIn: async (spaceId: string): Promise<readonly GrantRecord[]> => (await ended.load(spaceId)) ?? [],

    /** What a group was given, in Spaces that the reader may share; oldest first; batched. */
    ofGroup: async (groupId: string): Promise<readonly GrantRecord[]> => (await ofGroup.load(groupId)) ?? [],

    /** A present grant, or `null`. */
    async find(grantId: string): Promise<GrantRecord | null> {
      const [row] = await ctx.query<GrantRecord>(BY_ID, [grantId, orgId]);
      return row ?? null;
    },

    /** Gives a role in a Space, in place of the one that is held. Throws what the database refuses. */
    async give({ id, spaceId, principal, role, until }: GrantToGive): Promise<GrantGiven> {
      const [row] = await ctx.change.query<GrantGiven>(GIVE, [
        id,
        spaceId,
        principal.kind,
        principal.id,
        role,
        until,
      ]);
      return row ?? { grantId: id, replacedGrant: null, replacedRole: null };
    },

    /** Ends a grant. Throws what the database refuses. */
    async end(grantId: string): Promise<void> {
      await ctx.change.query(REVOKE, [grantId]);
    },
  };
}

/** The queries of {@link grantRepository}. */
export type GrantRepository = ReturnType<typeof grantRepository>;
