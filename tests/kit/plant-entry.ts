import { newId } from '#runtime/graphql/ids.js';
import type { World } from '#runtime/testing/world.js';

/** What a planted entry says; the rest has ordinary values. */
export interface Planted {
  readonly orgId: string | null;
  readonly spaceId?: string | null;
  readonly actorId?: string | null;
  readonly action?: string;
  readonly subjectType?: string;
  readonly subjectId?: string | null;
  readonly outcome?: 'ok' | 'denied' | 'failed';
  readonly code?: string | null;
  readonly changes?: string;
  /** ISO-8601; now when absent. */
  readonly at?: string;
  readonly ip?: string;
}

/** Writes an entry past the product, as a test's given; returns its id. */
export async function plant(world: World, entry: Planted): Promise<string> {
  const at = entry.at ?? new Date().toISOString();
  const id = newId(Date.parse(at));
  await world.sql(
    `INSERT INTO compliance.audit_entry (entry_id, at, org_id, space_id, actor_kind, actor_id, action, subject_type,
       subject_id, outcome, code, changes, request_id, operation)
     VALUES ($1, $2, $3, $4, 'user', $5, $6, $7, $8, $9, $10, $11, 'planted', 'Planted')`,
    [
      ...[
        id,
        at,
        entry.orgId,
        entry.spaceId ?? null,
        entry.actorId ?? null,
        entry.action ?? 'organization.update',
      ],
      ...[
        entry.subjectType ?? 'Organization',
        entry.subjectId ?? null,
        entry.outcome ?? 'ok',
        entry.code ?? null,
      ],
      entry.changes ?? '[]',
    ],
  );
  if (entry.ip !== undefined) {
    await world.sql(
      "INSERT INTO compliance.audit_origin (entry_id, org_id, space_id, at, ip, user_agent) VALUES ($1, $2, $3, $4, $5, 'Planted')",
      [id, entry.orgId, entry.spaceId ?? null, at, entry.ip],
    );
  }
  return id;
}
