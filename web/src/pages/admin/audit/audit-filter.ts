import type { AuditFilter, AuditOutcome } from '../../../gql/graphql.ts';

const OUTCOMES: readonly AuditOutcome[] = ['OK', 'DENIED', 'FAILED'];

/** The filter of the audit trail as the address says it. */
export interface AuditQuery {
  from: string | null;
  to: string | null;
  actor: string | null;
  actions: readonly string[];
  subject: string | null;
  space: string | null;
  outcome: AuditOutcome | null;
}

/** Reads the filter from the address; what it does not understand is no filter. */
export function readAuditQuery(params: URLSearchParams): AuditQuery {
  const outcome = params.get('outcome');
  return {
    from: dayOf(params.get('from')),
    to: dayOf(params.get('to')),
    actor: params.get('actor'),
    actions: params.getAll('action'),
    subject: params.get('subject'),
    space: params.get('space'),
    outcome: OUTCOMES.find((one) => one === outcome) ?? null,
  };
}

/** Writes the filter into the address. */
export function writeAuditQuery(query: AuditQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const key of ['from', 'to', 'actor', 'subject', 'space', 'outcome'] as const) {
    const value = query[key];
    if (value) params.set(key, value);
  }
  for (const action of query.actions) params.append('action', action);
  return params;
}

/** The filter for the server: days become the reader's midnight, "to" includes its day. Null without any. */
export function auditFilterOf(query: AuditQuery): AuditFilter | null {
  const filter: AuditFilter = {
    ...(query.from && { from: midnight(query.from, 0) }),
    ...(query.to && { to: midnight(query.to, 1) }),
    ...(query.actor && { actorId: query.actor }),
    ...(query.actions.length > 0 && { actions: [...query.actions] }),
    ...(query.subject && { subjectId: query.subject }),
    ...(query.space && { spaceId: query.space }),
    ...(query.outcome && { outcome: query.outcome }),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}

function dayOf(value: string | null): string | null {
  return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

function midnight(day: string, plusDays: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays).toISOString();
}
