import { defineEntity } from '@mikro-orm/core';
import type { AuditFilter } from '../audit/audit-entry.js';

/** A requested export of the audit trail. */
export interface AuditExportRecord {
  orgId: string;
  exportId: string;
  requestedBy: string;
  filter: AuditFilter;
  entries: number;
  createdAt: Date;
  expiresAt: Date;
}

/** Columns of `compliance.audit_export`. */
export const AuditExportEntity = defineEntity({
  name: 'AuditExport',
  schema: 'compliance',
  tableName: 'audit_export',
  properties: (p) => ({
    orgId: p.uuid().primary(),
    exportId: p.uuid().primary(),
    requestedBy: p.uuid(),
    filter: p.json<AuditFilter>(),
    entries: p.integer(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
  }),
});
