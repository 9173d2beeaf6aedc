import { fields, may, type RuleMap } from '#runtime/access/rules.js';

const mayExport = may('audit.export');

/** Exporting is a permission of its own. */
export const auditExportRules: RuleMap = {
  Mutation: { exportAuditTrail: mayExport },
  AuditExport: fields(['id', 'url', 'entries', 'expiresAt'], mayExport),
};
