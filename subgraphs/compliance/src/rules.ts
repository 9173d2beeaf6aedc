import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';
import { auditEntryRules } from './audit/audit-entry.rules.js';
import { auditExportRules } from './export/audit-export.rules.js';

/** The rules of all features; a field that is missing here does not build. */
export const rules: RuleMap = {
  ...auditEntryRules,
  ...auditExportRules,
  PageInfo: fields(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], inOrganization),
  User: fields(['id'], inOrganization),
  Space: fields(['id'], inOrganization),
};
