import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';
import { auditEntryRules } from './audit/audit-entry.rules.js';
import { dpaRules } from './dpa/dpa.rules.js';
import { auditExportRules } from './export/audit-export.rules.js';
import { claimRules } from './claim/claim.rules.js';
import { supplierRules } from './supplier/supplier.rules.js';

const shared: RuleMap = {
  PageInfo: fields(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], inOrganization),
  User: fields(['id'], inOrganization),
  Space: fields(['id'], inOrganization),
};

/** The rules of all features; a field that is missing here does not build. */
export const rules: RuleMap = merge([
  shared,
  auditEntryRules,
  auditExportRules,
  claimRules,
  supplierRules,
  dpaRules,
]);

function merge(maps: readonly RuleMap[]): RuleMap {
  const merged: Record<string, RuleMap[string]> = {};
  for (const map of maps) {
    for (const [type, rulesOfType] of Object.entries(map)) merged[type] = { ...merged[type], ...rulesOfType };
  }
  return merged;
}
