import type { ReferenceResolver } from '#runtime/graphql/build.js';
import type { ComplianceServices } from '../services.js';
import { toAuditEntry } from './audit-entry.type.js';
import { auditTrail } from './audit-trail.js';

/** An entry by reference; `null` alike for what is missing, foreign or beyond the reader's rights. */
export const auditEntryReference: ReferenceResolver<ComplianceServices> = async ({ id }, ctx) => {
  const row = await auditTrail(ctx).byId(id);
  return row && toAuditEntry(row);
};
