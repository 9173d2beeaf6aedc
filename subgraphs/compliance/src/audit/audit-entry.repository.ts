import type { AuditEntryRow, AuditFilter, AuditPosition } from './audit-entry.js';
import { TOLD_OF_SPACES, type AuditScope } from './audit.policy.js';

/** What the repository reads through: one statement, one round trip, under the actor's database context. */
export interface Reads {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** Stored changes of one entry. */
export interface StoredChanges {
  readonly entryId: string;
  readonly changes: string;
}

const COLUMNS = `e.entry_id AS "entryId", to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  e.org_id AS "orgId", e.space_id AS "spaceId", e.actor_kind AS "actorKind", e.actor_id AS "actorId",
  e.session_id AS "sessionId", e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.outcome,
  e.code, e.request_id AS "requestId", e.operation`;
const LIST = `SELECT ${COLUMNS}, o.ip, o.user_agent AS "userAgent"
  FROM compliance.audit_entry e LEFT JOIN compliance.audit_origin o ON o.entry_id = e.entry_id`;
const NEWEST_FIRST = 'ORDER BY e.at DESC, e.entry_id DESC LIMIT ';
// An id carries its millisecond (RFC 9562 §5.7): looking around it keeps to one or two partitions. The entry's time is
// taken a moment after its id.
const AROUND_ID = `e.at BETWEEN uuid_extract_timestamp(w.id) - interval '1 minute'
  AND uuid_extract_timestamp(w.id) + interval '1 minute' AND e.entry_id = w.id`;
// Documents that restrictions close to the reader are left out of lists, too.
const OPEN = `compliance.without_closed(e.changes, (SELECT compliance.closed_subjects())) AS changes`;
const CHANGES = `SELECT e.entry_id AS "entryId", ${OPEN} FROM unnest($1::uuid[]) AS w(id)
  JOIN compliance.audit_entry e ON ${AROUND_ID}`;
const BY_IDS = `SELECT ${COLUMNS}, o.ip, o.user_agent AS "userAgent" FROM unnest($1::uuid[]) AS w(id)
  JOIN compliance.audit_entry e ON ${AROUND_ID} LEFT JOIN compliance.audit_origin o ON o.entry_id = e.entry_id`;
const EXPORT = `SELECT ${COLUMNS}, ${OPEN} FROM compliance.audit_entry e`;
const COUNT = 'SELECT count(*)::int AS count FROM compliance.audit_entry e';

/** Conditions by filter field; `?` is the value's place. Fixed texts, so there are few statements to prepare. */
const CONDITIONS = {
  from: 'e.at >= ?::timestamptz',
  to: 'e.at < ?::timestamptz',
  actorId: 'e.actor_id = ?::uuid',
  actions: 'e.action = ANY(?::text[])',
  subjectId: 'e.subject_id = ?::uuid',
  subjectType: 'e.subject_type = ?::text',
  spaceId: 'e.space_id = ?::uuid',
  outcome: 'e.outcome = ?::text',
} as const satisfies Record<keyof AuditFilter, string>;
// The index of refusals holds no `ok`; said as a constant so that the planner knows.
const NOT_OK = "e.outcome <> 'ok'";

/** The only queries over the audit trail. Row-level security decides again what of the scope is seen. */
export function auditEntryRepository(reads: Reads) {
  return {
    /** Newest first, after a position. */
    list: (scope: AuditScope, filter: AuditFilter, after: AuditPosition | null, limit: number) => {
      const { sql, params } = where(scope, filter, after);
      return reads.query<AuditEntryRow>([LIST, sql, NEWEST_FIRST + String(limit)].join('\n'), params);
    },
    /** Whole entries with stored changes, for an export; newest first, after a position. */
    listWhole: (scope: AuditScope, filter: AuditFilter, after: AuditPosition | null, limit: number) => {
      const { sql, params } = where(scope, filter, after);
      const text = [EXPORT, sql, NEWEST_FIRST + String(limit)].join('\n');
      return reads.query<Omit<AuditEntryRow, 'ip' | 'userAgent'> & { changes: string }>(text, params);
    },
    count: async (scope: AuditScope, filter: AuditFilter): Promise<number> => {
      const { sql, params } = where(scope, filter, null);
      const [row] = await reads.query<{ count: number }>([COUNT, sql].join('\n'), params);
      return row?.count ?? 0;
    },
    byIds: (ids: readonly string[]) => reads.query<AuditEntryRow>(BY_IDS, [ids]),
    changesOf: (ids: readonly string[]) => reads.query<StoredChanges>(CHANGES, [ids]),
  };
}

/** See {@link auditEntryRepository}. */
export type AuditEntryRepository = ReturnType<typeof auditEntryRepository>;

/** The WHERE clause of a listing; exported for the test that explains every filter's plan. */
export function where(
  scope: AuditScope,
  filter: AuditFilter,
  after: AuditPosition | null,
): { readonly sql: string; readonly params: readonly unknown[] } {
  const params: unknown[] = [];
  const place = (value: unknown): string => `$${params.push(value)}`;
  const conditions = [`e.org_id = ${place(scope.orgId)}::uuid`];
  const spaces = `e.space_id = ANY(${place(scope.spaceIds)}::uuid[])`;
  const told = `(e.action IN ('${TOLD_OF_SPACES.join("','")}') AND e.outcome = 'ok')`;
  conditions.push(scope.organization ? `(e.space_id IS NULL OR ${spaces} OR ${told})` : spaces);
  for (const [field, condition] of Object.entries(CONDITIONS)) {
    const value = filter[field as keyof AuditFilter];
    if (value !== undefined) conditions.push(condition.replace('?', place(value)));
  }
  if (filter.outcome !== undefined && filter.outcome !== 'ok') conditions.push(NOT_OK);
  if (after)
    conditions.push(`(e.at, e.entry_id) < (${place(after[0])}::timestamptz, ${place(after[1])}::uuid)`);
  return { sql: `WHERE ${conditions.join('\n  AND ')}`, params };
}
