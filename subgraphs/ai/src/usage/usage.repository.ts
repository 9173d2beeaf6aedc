import type { Change } from '#runtime/graphql/context.js';
import type { Reads } from '../reads.js';

/** Tokens of this month: what there is and what is used. */
export interface Budget {
  readonly organizationLimit: number;
  /** `null` for those who may not see what others use. */
  readonly organizationUsed: number | null;
  readonly personLimit: number;
  readonly personUsed: number;
  /** The day (UTC) on which counting begins anew. */
  readonly resetsOn: string;
}

/** Requests of one kind by one person on one day. */
export interface UsageRow {
  readonly day: string;
  readonly accountId: string;
  readonly kind: string;
  readonly requests: number;
  /** Without an answer: failed, filtered, cancelled. */
  readonly unanswered: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** Why tokens were refused; `null` when they are reserved. */
export interface Reservation {
  readonly refused: 'off' | 'person' | 'organization' | null;
  readonly used?: number;
  readonly limit?: number;
}

/** How a request ended. */
export interface Settlement {
  readonly outcome: 'answered' | 'cut' | 'filtered' | 'nothing_found' | 'failed' | 'cancelled';
  readonly code: string | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly isEstimated: boolean;
}

const BUDGET = `
SELECT organization_limit AS "organizationLimit", organization_used::float8 AS "organizationUsed",
       person_limit AS "personLimit", person_used::float8 AS "personUsed", resets_on AS "resetsOn" FROM ai.budget()`;
const USAGE = `
SELECT to_char(r.started_at AT TIME ZONE $3, 'YYYY-MM-DD') AS day, r.account_id AS "accountId", upper(r.kind) AS kind,
       count(*)::int AS requests, (count(*) FILTER (WHERE r.outcome NOT IN ('answered', 'cut', 'nothing_found')))::int AS unanswered,
       coalesce(sum(coalesce(r.prompt_tokens, r.reserved)), 0)::float8 AS "promptTokens",
       coalesce(sum(r.completion_tokens), 0)::float8 AS "completionTokens"
  FROM ai.request r
 WHERE r.started_at >= ($1::date)::timestamp AT TIME ZONE $3 AND r.started_at < ($2::date + 1)::timestamp AT TIME ZONE $3
 GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3 LIMIT $4`;
const RESERVE = 'SELECT ai.reserve($1, $2, $3, $4) AS reservation';
const SETTLE = 'SELECT ai.settle($1, $2, $3, $4, $5, $6) AS settled';

/** The only queries over what was asked of the model. */
export function usageRepository(reads: Reads) {
  return {
    budget: async (): Promise<Budget | null> => (await reads.query<Budget>(BUDGET))[0] ?? null,
    /** Newest day first; days are those of `timeZone`. Row-level security leaves others' rows out. */
    usage: (from: string, to: string, timeZone: string, most: number) =>
      reads.query<UsageRow>(USAGE, [from, to, timeZone, most]),
  };
}

/** Reserves and settles tokens inside a change. */
export function usageChange(change: Pick<Change, 'query'>) {
  return {
    reserve: async (id: string, kind: string, tokens: number, deployment: string): Promise<Reservation> => {
      const [row] = await change.query<{ reservation: Reservation }>(RESERVE, [id, kind, tokens, deployment]);
      return row!.reservation;
    },
    settle: async (id: string, end: Settlement): Promise<void> => {
      const { outcome, code, promptTokens, completionTokens, isEstimated } = end;
      await change.query(SETTLE, [id, outcome, code, promptTokens, completionTokens, isEstimated]);
    },
  };
}
