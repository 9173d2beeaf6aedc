import type { Change } from '#runtime/graphql/context.js';
import type { Reads } from '../audit/audit-entry.repository.js';
import { AuditExportEntity, type AuditExportRecord } from './audit-export.entity.js';

const OPEN = `SELECT org_id AS "orgId", export_id AS "exportId", requested_by AS "requestedBy", filter, entries,
    created_at AS "createdAt", expires_at AS "expiresAt"
  FROM compliance.audit_export WHERE export_id = $1 AND expires_at > now()`;

/** The only queries over requested exports. */
export function auditExportRepository(reads: Reads) {
  return {
    /** Adds an export in the unit of work of a change. */
    add: (change: Change, record: AuditExportRecord): void => {
      change.em.create(AuditExportEntity, record, { persist: true });
    },
    /** An export of the reader's own that has not expired. */
    findOpen: async (id: string): Promise<AuditExportRecord | null> => {
      const [row] = await reads.query<AuditExportRecord>(OPEN, [id]);
      return row ?? null;
    },
  };
}

/** See {@link auditExportRepository}. */
export type AuditExportRepository = ReturnType<typeof auditExportRepository>;
