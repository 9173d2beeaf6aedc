import type { Change } from '#runtime/graphql/context.js';
import type { Figures, Measurement, Outcome } from './check.js';
import type { RunQuery } from './catalogue-figures.repository.js';
import type { NewestRun } from './claim-state.js';

/** Who had a check run. */
export type AskedBy = 'schedule' | 'person' | 'visitor';

/** A run as the operator sees it. */
export interface ClaimRunRecord {
  readonly runId: string;
  readonly checkId: string;
  readonly at: Date;
  readonly outcome: Outcome;
  readonly saysDe: string;
  readonly saysEn: string;
  readonly figures: Figures;
  readonly durationMs: number;
  readonly askedBy: AskedBy;
  readonly accountId: string | null;
  readonly version: string | null;
}

/** How far a request has come. */
export interface RequestState {
  readonly total: number;
  readonly done: number;
  readonly isFinished: boolean;
}

interface NewestRow {
  readonly check_id: string;
  readonly at: Date;
  readonly outcome: Outcome;
  readonly says_de: string;
  readonly says_en: string;
  readonly version: string | null;
}

const RUNS = `SELECT run_id AS "runId", check_id AS "checkId", at, outcome, says_de AS "saysDe", says_en AS "saysEn", figures,
    duration_ms AS "durationMs", asked_by AS "askedBy", account_id AS "accountId", version
  FROM compliance.claim_runs($1, $2, $3, $4)`;

/** Reading runs and requests, by any login that may. */
export function claimRunRepository(reads: { readonly query: RunQuery }) {
  return {
    newest: async (checkIds: readonly string[]): Promise<ReadonlyMap<string, NewestRun>> => {
      const rows = await reads.query<NewestRow>('SELECT * FROM compliance.newest_claim_runs($1)', [checkIds]);
      return new Map(
        rows.map(({ check_id: checkId, at, outcome, version, says_de: de, says_en: en }) => [
          checkId,
          { checkId, at, outcome, version, says: { de, en } },
        ]),
      );
    },
    /** The operator's alone: nothing for anybody else. */
    history: (
      checkIds: readonly string[],
      after: readonly [at: string, runId: string] | null,
      size: number,
    ): Promise<ClaimRunRecord[]> =>
      reads.query<ClaimRunRecord>(RUNS, [checkIds, after?.[0] ?? null, after?.[1] ?? null, size]),
    requestState: async (requestId: string): Promise<RequestState | null> =>
      (
        await reads.query<RequestState>(
          'SELECT total, done, is_finished AS "isFinished" FROM compliance.claim_request_state($1)',
          [requestId],
        )
      )[0] ?? null,
  };
}

/** Asking for runs, on the transaction of a change. */
export function claimRequestRepository(change: Pick<Change, 'query'>) {
  return {
    ofOperator: async (requestId: string, checkIds: readonly string[]): Promise<void> => {
      await change.query('SELECT compliance.request_claim_checks($1, $2)', [requestId, checkIds]);
    },
    /** Answers the request that was taken, which may be an earlier one of the same minute, or the seconds to wait. */
    ofVisitor: async (
      requestId: string,
      checkId: string,
      address: Buffer,
    ): Promise<{ readonly taken: string | null; readonly wait: number }> => {
      const rows = await change.query<{ taken: string | null; wait: number }>(
        'SELECT taken, wait FROM compliance.request_claim_check($1, $2, $3)',
        [requestId, checkId, address],
      );
      return rows[0] ?? { taken: null, wait: 60 };
    },
  };
}

/** A request that waits to be run. */
export interface WaitingRequest {
  readonly request_id: string;
  readonly check_ids: readonly string[];
  readonly asked_by: 'person' | 'visitor';
  readonly account_id: string | null;
}

/** What the worker does with runs and requests. */
export function claimWorkRepository(query: RunQuery) {
  return {
    take: async (): Promise<WaitingRequest | null> =>
      (await query<WaitingRequest>('SELECT * FROM compliance.take_claim_request()'))[0] ?? null,
    finish: async (requestId: string): Promise<void> => {
      await query('SELECT compliance.finish_claim_request($1)', [requestId]);
    },
    forget: async (): Promise<void> => {
      await query('SELECT compliance.forget_claim_requests()');
    },
    record: async (
      run: { readonly checkId: string; readonly durationMs: number; readonly version: string | null },
      { outcome, says, figures }: Measurement,
      asked: { readonly by: AskedBy; readonly account: string | null; readonly request: string | null },
    ): Promise<void> => {
      await query('SELECT compliance.record_claim_run($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
        ...[run.checkId, outcome, says.de, says.en, JSON.stringify(figures), run.durationMs],
        ...[asked.by, asked.account, asked.request, run.version],
      ]);
    },
  };
}
