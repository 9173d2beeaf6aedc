import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';
import type { RoleId } from '../role/role-id.js';
import { AccessRequestEntity, type AccessRequestRow } from './access-request.entity.js';
import type { RequestState } from './request-state.js';

/** A request for access, for those who may decide it. */
export interface AccessRequestRecord {
  readonly id: string;
  readonly userId: string;
  readonly spaceId: string;
  readonly documentId: string | null;
  readonly message: string;
  readonly state: RequestState;
  readonly createdAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly role: RoleId | null;
  readonly until: Date | null;
}

/** A request of one's own: what was typed, and what came of it. */
export interface OwnRequestRecord {
  readonly id: string;
  readonly isDocument: boolean;
  readonly target: string | null;
  readonly message: string;
  readonly state: RequestState;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly role: RoleId | null;
  readonly until: Date | null;
  /** The Space to which access was granted; `null` otherwise. */
  readonly spaceId: string | null;
}

const LIST = `
  SELECT request_id AS id, requested_by AS "userId", space_id AS "spaceId", document_id AS "documentId", message, state,
         created_at AS "createdAt", decided_by AS "decidedBy", decided_at AS "decidedAt", reason,
         granted_role AS role, granted_until AS until
    FROM tenancy.access_request
   WHERE space_id = ANY($1::uuid[]) AND org_id = $2 AND ($3::text IS NULL OR state = $3::text)
   ORDER BY created_at DESC, request_id LIMIT 200`;
const MINE = `
  SELECT request_id AS id, target_kind = 'document' AS "isDocument", target, message, state, created_at AS "createdAt",
         decided_at AS "decidedAt", reason, role_key AS role, until, space_id AS "spaceId"
    FROM tenancy.my_access_requests()`;
const WITHDRAW = 'SELECT tenancy.withdraw_access_request($1)';
const CREATE = 'SELECT tenancy.create_access_request($1, $2, $3, $4)';

/** Requests for access, under row-level security: only for those who may share the Space. */
export function accessRequestRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  return {
    /** Requests for these Spaces, newest first; at most 200. */
    list: (spaceIds: readonly string[], state: RequestState | null): Promise<AccessRequestRecord[]> =>
      ctx.query<AccessRequestRecord>(LIST, [spaceIds, orgId, state]),

    /** The reader's own requests, newest first, each thing once; at most 50. */
    mine: (): Promise<OwnRequestRecord[]> => ctx.query<OwnRequestRecord>(MINE),

    /** Files a request if there is such a Space or document; does not tell which. */
    async create(input: {
      readonly id: string;
      readonly spaceId: string | null;
      readonly documentId: string | null;
      readonly message: string;
    }): Promise<void> {
      await ctx.change.query(CREATE, [input.id, input.spaceId, input.documentId, input.message]);
    },

    /** Takes back a request of the reader's own. Throws NOT_FOUND and CONFLICT. */
    async withdraw(requestId: string): Promise<void> {
      await ctx.change.query(WITHDRAW, [requestId]);
    },

    /** The reader's own requests as they stand after a change. */
    mineAgain: (): Promise<OwnRequestRecord[]> => ctx.change.query<OwnRequestRecord>(MINE),

    /** Loads a request for a change. */
    forChange: (requestId: string): Promise<AccessRequestRow | null> =>
      ctx.change.em.findOne(AccessRequestEntity, { orgId, requestId }),
  };
}

/** The queries of {@link accessRequestRepository}. */
export type AccessRequestRepository = ReturnType<typeof accessRequestRepository>;

/** Maps a loaded row to what those who decide see. */
export function toAccessRequest(row: AccessRequestRow): AccessRequestRecord {
  const { requestId: id, requestedBy: userId, spaceId, message, state, createdAt } = row;
  return {
    id,
    userId,
    spaceId,
    message,
    state,
    createdAt,
    documentId: row.documentId ?? null,
    decidedBy: row.decidedBy ?? null,
    decidedAt: row.decidedAt ?? null,
    reason: row.reason ?? null,
    role: row.grantedRole ?? null,
    until: row.grantedUntil ?? null,
  };
}
