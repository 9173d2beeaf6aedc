import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';

/** What goes with a member, and what they leave behind, in numbers. */
export interface LeavingMember {
  readonly id: string;
  readonly userId: string;
  readonly spaces: number;
  readonly groups: number;
  readonly requests: number;
  readonly invitations: number;
  readonly serviceAccounts: number;
  readonly documents: number;
}

/** A Space that would have nobody in charge. */
export interface SpaceLeftAlone {
  readonly id: string;
  /** `null` where the reader may not know it. */
  readonly name: string | null;
  readonly mayAppoint: boolean;
}

const LEAVING = `
  SELECT member_id AS id, account_id AS "userId", spaces, groups, requests, invitations,
         service_accounts AS "serviceAccounts", documents FROM tenancy.leaving($1::uuid[])`;
const LEFT_ALONE = `SELECT space_id AS id, name, may_appoint AS "mayAppoint" FROM tenancy.spaces_to_hand_over($1::uuid[])`;

/** What is told before somebody goes; the functions answer about others only to who manages members. */
export function leavingRepository(ctx: TenancyContext) {
  const isInside = actingOrganization(ctx.actor) !== null;
  return {
    /** In the order of the ids; those that are missing, foreign or not the reader's to ask about are absent. */
    async of(memberIds: readonly string[]): Promise<readonly LeavingMember[]> {
      const rows = isInside ? await ctx.query<LeavingMember>(LEAVING, [memberIds]) : [];
      return memberIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    },

    /** The Spaces that would have nobody in charge if all of them went, by name. */
    leftAlone: (memberIds: readonly string[]): Promise<readonly SpaceLeftAlone[]> =>
      isInside ? ctx.query<SpaceLeftAlone>(LEFT_ALONE, [memberIds]) : Promise.resolve([]),
  };
}

/** The queries of {@link leavingRepository}. */
export type LeavingRepository = ReturnType<typeof leavingRepository>;
