import { isolationRunRepository } from '../canary/canary.repository.js';
import { catalogueFigures, type RunQuery } from './catalogue-figures.repository.js';

/** Which second factors and memberships fit together. */
export interface AccessFigures {
  readonly members: number;
  readonly without_factor: number;
  readonly half_sessions: number;
  readonly outsiders_with_grant: number;
}

/** Sessions that may be used now. */
export interface SessionFigures {
  readonly open: number;
  readonly too_long: number;
  readonly too_idle: number;
  readonly without_factor: number;
}

/** The newest restore drill. */
export interface DrillFigures {
  readonly outcome: 'passed' | 'failed';
  readonly finished_at: Date;
  readonly seconds: number;
  readonly passed_at: Date | null;
}

/** Where the running processes may reach. `unapproved` stays off, `demo` runs without a review. */
export interface AdapterFigures {
  readonly adapter: string;
  /** One host, or several with commas. */
  readonly host: string;
  readonly state: 'private' | 'demo' | 'approved' | 'unapproved';
}

/** A supplier in use, as the operator's register has it today. */
export interface SupplierFigures {
  readonly name: string;
  readonly adapters: readonly string[];
  readonly approved: boolean;
  readonly next_review_on: string | null;
  readonly has_risk: boolean;
  /** Kinds of certificates that are valid today. */
  readonly certificates: readonly string[];
  /** Until when all of them are. */
  readonly certified_until: string | null;
}

/** The data processing agreement in force. */
export interface AgreementFigures {
  readonly number: number;
  readonly valid_from: string;
  readonly published_at: Date;
  readonly both_languages: boolean;
}

/** The only queries of the checks: functions that rooms published to the worker, and the catalogue. */
export function claimFigures(query: RunQuery) {
  const one = async <Row>(sql: string, params: readonly unknown[] = []): Promise<Row> => {
    const [row] = await query<Row>(sql, params);
    if (row === undefined) throw new Error('A figure of the claims board is missing.');
    return row;
  };
  return {
    access: () => one<AccessFigures>('SELECT * FROM tenancy.access_figures()'),
    sessions: () => one<SessionFigures>('SELECT * FROM identity.session_figures()'),
    halfContextOpens: async () =>
      (await one<{ opens: boolean }>('SELECT platform.half_context_opens() AS opens')).opens,
    roles: () => query<{ role_key: string; permissions: string[] }>('SELECT * FROM tenancy.built_in_roles()'),
    settings: () => one<{ histories: number; with_gaps: number }>('SELECT * FROM tenancy.setting_figures()'),
    versions: () =>
      one<{ documents: number; without_version: number; with_gaps: number; published_twice: number }>(
        'SELECT * FROM content.version_figures()',
      ),
    trail: () =>
      one<{ entries: number; nameless: number; changes: number; unrecorded: number }>(
        'SELECT * FROM compliance.trail_figures()',
      ),
    outbox: () => one<{ late: number; given_up: number }>('SELECT * FROM platform.outbox_figures()'),
    drill: async (): Promise<DrillFigures | null> =>
      (await query<DrillFigures>('SELECT * FROM platform.drill_figures()'))[0] ?? null,
    adapters: () => query<AdapterFigures>('SELECT * FROM compliance.adapter_figures()'),
    suppliers: () => query<SupplierFigures>('SELECT * FROM compliance.supplier_figures()'),
    agreement: async (): Promise<AgreementFigures | null> =>
      (await query<AgreementFigures>('SELECT * FROM compliance.agreement_figures()'))[0] ?? null,
    /** The newest runs of the canaries, and how often the operator wants them. */
    canaries: async () => ({
      runs: await isolationRunRepository({ query }).newest(30),
      hours: (await one<{ hours: number | null }>('SELECT compliance.canary_hours() AS hours')).hours,
    }),
    installedAt: async () => (await one<{ at: Date }>('SELECT platform.installed_at() AS at')).at,
    ...catalogueFigures(query),
  };
}

/** See {@link claimFigures}. */
export type ClaimFigures = ReturnType<typeof claimFigures>;
