import { createHash, randomBytes } from 'node:crypto';
import type { RunQuery } from '../claim/catalogue-figures.repository.js';

/** What a run of the canaries came to; see {@link IsolationRun}. */
export type IsolationOutcome = 'held' | 'leaked' | 'incomplete' | 'unreachable';

/** Figures of one run. They are about canaries, who are nobody: everybody may see them. */
export interface IsolationFigures {
  /** `incomplete`: answers broke, or canaries did not see what is theirs: it proves nothing. */
  readonly outcome: IsolationOutcome;
  readonly operations: number;
  /** One field asked by one account in one relation. */
  readonly probes: number;
  readonly requests: number;
  /** Foreign data in an answer. */
  readonly leaks: number;
  /** Answers that tell a foreign row from a missing one. */
  readonly oracles: number;
  readonly broken: number;
  /** Words that those saw whose they are. */
  readonly seen: number;
  readonly seconds: number;
  /** The commit that ran. */
  readonly version: string | null;
}

/** A run as it was recorded. */
export interface IsolationRun extends IsolationFigures {
  readonly runId: string;
  readonly at: Date;
}

/** Something that was made for the canaries: what, by which recipe, and where it lies. */
export interface CanaryThing {
  /** `a` or `b` for an Organization, `a/1` for a Space of it. */
  readonly place: string;
  readonly recipe: string;
  /** Its type in the API. */
  readonly type: string;
  readonly id: string;
}

const RUNS = `SELECT run_id AS "runId", at, outcome, operations, probes, requests, leaks, oracles, broken, seen, seconds, version
  FROM compliance.isolation_runs($1)`;

/** Reading the runs, by any login that may. Newest first. */
export function isolationRunRepository(reads: { readonly query: RunQuery }) {
  return { newest: (size: number): Promise<IsolationRun[]> => reads.query<IsolationRun>(RUNS, [size]) };
}

/** What the worker does with canaries; every function is the worker's alone. */
export function canaryRepository(query: RunQuery) {
  const one = async <Row>(sql: string, params: readonly unknown[]): Promise<Row> => {
    const [row] = await query<Row>(sql, params);
    if (row === undefined) throw new Error('A function of the canaries answered nothing.');
    return row;
  };
  return {
    /** How often they run, in hours; null before there is an operator, 0 for never. */
    hours: async (): Promise<number | null> =>
      (await one<{ hours: number | null }>('SELECT compliance.canary_hours() AS hours', [])).hours,
    account: async (place: number, name: string): Promise<string> =>
      (await one<{ id: string }>('SELECT identity.canary_account($1, $2) AS id', [place, name])).id,
    /** A token for fifteen minutes. */
    openSession: async (accountId: string): Promise<string> => {
      const token = randomBytes(32).toString('base64url');
      const hash = createHash('sha256').update(token).digest();
      await query('SELECT identity.open_canary_session($1, $2)', [accountId, hash]);
      return token;
    },
    endSessions: async (): Promise<void> => void (await query('SELECT identity.end_canary_sessions()')),
    join: async (orgId: string, accountId: string): Promise<void> =>
      void (await query('SELECT tenancy.join_canary($1, $2)', [orgId, accountId])),
    things: (): Promise<CanaryThing[]> =>
      query<CanaryThing>('SELECT place, recipe, type, thing_id AS id FROM compliance.canary_things()'),
    note: async ({ place, recipe, type, id }: CanaryThing): Promise<void> =>
      void (await query('SELECT compliance.note_canary_thing($1, $2, $3, $4)', [place, recipe, type, id])),
    record: async (figures: IsolationFigures, findings: readonly string[]): Promise<string> => {
      const run = JSON.stringify({ ...figures, findings: findings.slice(0, 50) });
      return (await one<{ id: string }>('SELECT compliance.record_isolation_run($1) AS id', [run])).id;
    },
    operatorOwners: () =>
      query<{ slug: string; account_id: string }>(
        'SELECT slug, account_id FROM compliance.operator_owners()',
      ),
    warn: async (runId: string, sealed: Buffer): Promise<void> =>
      void (await query('SELECT compliance.warn_of_leak($1, $2)', [runId, sealed.toString('base64')])),
  };
}

/** See {@link canaryRepository}. */
export type CanaryRepository = ReturnType<typeof canaryRepository>;
