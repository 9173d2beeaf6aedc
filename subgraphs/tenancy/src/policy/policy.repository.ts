import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';
import type { PolicyConsequenceName } from './policy-consequence.js';

/** A consequence as the database judges it. */
export interface ConsequenceRow {
  readonly consequence: PolicyConsequenceName;
  readonly userId: string | null;
  readonly serviceAccountId: string | null;
  readonly sessions: number;
}

/** An exemption, in force or over. */
export interface ExemptionRecord {
  readonly id: string;
  readonly userId: string;
  readonly reason: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly isInForce: boolean;
  readonly isBreakGlass: boolean;
  readonly grantedBy: string;
  readonly endedBy: string | null;
}

const PREVIEW = `
  SELECT consequence, account_id AS "userId", service_account_id AS "serviceAccountId", sessions
    FROM tenancy.policy_preview($1)`;
const EXEMPTIONS = `
  SELECT e.exemption_id AS id, e.account_id AS "userId", e.reason, e.valid_from AS since, nullif(e.valid_to, 'infinity') AS until,
         e.valid_to > clock_timestamp() AND s.account_id IS NOT NULL AS "isInForce", e.granted_by AS "grantedBy", e.ended_by AS "endedBy",
         e.valid_to = 'infinity' AND coalesce(s.role_key = 'organization.owner' AND s.valid_to = 'infinity', false) AS "isBreakGlass"
    FROM tenancy.policy_exemption e LEFT JOIN tenancy.membership s ON s.org_id = e.org_id AND s.account_id = e.account_id
     AND s.valid_from <= clock_timestamp() AND s.valid_to > clock_timestamp() AND s.joined_at <= e.valid_from
   WHERE e.org_id = $1
   ORDER BY "isInForce" DESC, e.valid_from DESC, e.exemption_id LIMIT 200`;

/** What policies mean, and whom they do not bind. */
export function policyRepository(ctx: TenancyContext) {
  return {
    /** What these values (by key) would newly mean, for those who may change settings. */
    preview: (changes: Readonly<Record<string, string>>): Promise<ConsequenceRow[]> =>
      ctx.query<ConsequenceRow>(PREVIEW, [JSON.stringify(changes)]),

    /** Those in force first; at most 200. */
    exemptions: (): Promise<ExemptionRecord[]> =>
      ctx.query<ExemptionRecord>(EXEMPTIONS, [actingOrganization(ctx.actor)]),

    /** Exempts a member. */
    async exempt(id: string, userId: string, reason: string, until: Date | null): Promise<void> {
      await ctx.change.query('SELECT tenancy.exempt_from_policy($1, $2, $3, $4)', [
        id,
        userId,
        reason,
        until,
      ]);
    },

    /** Ends an exemption and says whose it was. */
    async end(id: string): Promise<string> {
      const [row] = await ctx.change.query<{ account: string }>(
        'SELECT tenancy.end_policy_exemption($1) AS account',
        [id],
      );
      return row?.account ?? '';
    },
  };
}

/** The queries of {@link policyRepository}. */
export type PolicyRepository = ReturnType<typeof policyRepository>;
