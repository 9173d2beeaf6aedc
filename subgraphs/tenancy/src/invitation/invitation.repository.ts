import { actingOrganization } from '../acting-organization.js';
import type { RoleId } from '../role/role-id.js';
import type { TenancyContext } from '../services.js';
import { InvitationEntity, type InvitationRow } from './invitation.entity.js';

/** An invitation that still waits for its person. */
export interface InvitationRecord {
  readonly id: string;
  readonly email: string;
  readonly role: RoleId;
  readonly spaceId: string | null;
  readonly spaceRole: RoleId | null;
  /** When the membership ends; `null` when it lasts. */
  readonly until: Date | null;
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A new invitation, before it is written. */
export interface NewInvitation extends InvitationRecord {
  readonly orgId: string;
  readonly tokenHash: Buffer;
}

/** What accepting an invitation did. */
export interface AcceptedInvitation {
  readonly invitationId: string;
  readonly orgId: string;
  readonly slug: string;
  readonly name: string;
  readonly role: RoleId;
  readonly spaceId: string | null;
  /** False when the person was a member already. */
  readonly joined: boolean;
}

const COLUMNS = `invitation_id AS id, email, role_key AS role, space_id AS "spaceId", space_role_key AS "spaceRole", until,
  invited_by AS "invitedBy", created_at AS "createdAt", expires_at AS "expiresAt"`;
const WAITING =
  'org_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > clock_timestamp()';
const PENDING = `SELECT ${COLUMNS} FROM tenancy.invitation WHERE ${WAITING} ORDER BY created_at DESC, invitation_id LIMIT 500`;
const BY_IDS = `SELECT ${COLUMNS} FROM tenancy.invitation WHERE ${WAITING} AND invitation_id = ANY($2::uuid[])`;
const INVITED_AMONG = 'SELECT unnest(tenancy.invited_among($1::text[])) AS email';
const MEMBERS_AMONG = 'SELECT unnest(tenancy.members_among($1::text[])) AS email';
const SENT_TODAY =
  "SELECT count(*)::int AS count FROM tenancy.invitation WHERE org_id = $1 AND created_at > now() - interval '1 day'";
const REPLACE = `
  UPDATE tenancy.invitation SET revoked_at = now(), revoked_by = (SELECT platform.user_id())
   WHERE org_id = $2 AND email = ANY($1::text[]) AND accepted_at IS NULL AND revoked_at IS NULL RETURNING invitation_id AS id, email`;
const REVOKE = `
  UPDATE tenancy.invitation SET revoked_at = $3, revoked_by = (SELECT platform.user_id())
   WHERE ${WAITING} AND invitation_id = ANY($2::uuid[])`;
const ADD = `
  INSERT INTO tenancy.invitation (org_id, invitation_id, email, role_key, space_id, space_role_key, until, token_hash, invited_by, created_at, expires_at)
  SELECT "orgId", id, email, role, "spaceId", "spaceRole", until, decode(hash, 'hex'), "invitedBy", "createdAt", "expiresAt"
    FROM jsonb_to_recordset($1::jsonb) AS made ("orgId" uuid, id uuid, email text, role text, "spaceId" uuid, "spaceRole" text,
         until timestamptz, hash text, "invitedBy" uuid, "createdAt" timestamptz, "expiresAt" timestamptz)`;
const ACCEPT = `
  SELECT invitation_id AS "invitationId", org_id AS "orgId", slug, name, role_key AS role, space_id AS "spaceId", joined
    FROM tenancy.accept_invitation($1, $2, $3)`;

/** Invitations, under row-level security: only for those who may invite. */
export function invitationRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  return {
    /** Invitations that still wait, newest first; at most 500. */
    pending: (): Promise<InvitationRecord[]> => ctx.query<InvitationRecord>(PENDING, [orgId]),

    /** Those of the addresses that belong to members already. */
    async membersAmong(emails: readonly string[]): Promise<string[]> {
      return (await ctx.query<{ email: string }>(MEMBERS_AMONG, [emails])).map((row) => row.email);
    },

    /** How many invitations the Organization sent in the last 24 hours. */
    async sentToday(): Promise<number> {
      const [row] = await ctx.query<{ count: number }>(SENT_TODAY, [orgId]);
      return row?.count ?? 0;
    },

    /** Withdraws waiting invitations to the addresses, so that only the newest link of a person works. */
    replace: (
      emails: readonly string[],
    ): Promise<readonly { readonly id: string; readonly email: string }[]> =>
      ctx.change.query<{ id: string; email: string }>(REPLACE, [emails, orgId]),

    /** Those of the addresses to which an invitation waits. */
    async invitedAmong(emails: readonly string[]): Promise<string[]> {
      return (await ctx.query<{ email: string }>(INVITED_AMONG, [emails])).map((row) => row.email);
    },

    /** Those of the invitations that still wait, in the order of their ids. */
    async waiting(ids: readonly string[]): Promise<readonly InvitationRecord[]> {
      const rows = await ctx.query<InvitationRecord>(BY_IDS, [orgId, ids]);
      return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    },

    /** Writes invitations. */
    async add(invitations: readonly NewInvitation[]): Promise<void> {
      const rows = invitations.map(({ tokenHash, ...rest }) => ({
        ...rest,
        hash: tokenHash.toString('hex'),
      }));
      await ctx.change.query(ADD, [JSON.stringify(rows)]);
    },

    /** Withdraws waiting invitations. */
    async revoke(ids: readonly string[], at: Date): Promise<void> {
      await ctx.change.query(REVOKE, [orgId, ids, at]);
    },

    /** Loads a waiting invitation for a change. */
    forChange: (invitationId: string): Promise<InvitationRow | null> =>
      ctx.change.em.findOne(InvitationEntity, {
        orgId,
        invitationId,
        acceptedAt: null,
        revokedAt: null,
        expiresAt: { $gt: ctx.services.clock() },
      }),

    /** Joins the Organization of an invitation and enters it; `null` when its link is no longer good. */
    async accept(
      tokenHash: Buffer,
      ids: { memberId: string; grantId: string },
    ): Promise<AcceptedInvitation | null> {
      const [row] = await ctx.change.query<AcceptedInvitation>(ACCEPT, [
        tokenHash,
        ids.memberId,
        ids.grantId,
      ]);
      return row ?? null;
    },
  };
}

/** The queries of {@link invitationRepository}. */
export type InvitationRepository = ReturnType<typeof invitationRepository>;
