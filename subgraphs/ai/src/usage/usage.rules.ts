import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';

/** Own use is one's own; whose rows one sees decides row-level security. */
export const usageRules: RuleMap = {
  Query: { aiUsage: inOrganization },
  AiUsage: fields(['from', 'to', 'isWhole', 'budget', 'rows', 'total'], inOrganization),
  AiUsageRow: fields(
    ['day', 'person', 'kind', 'requests', 'unanswered', 'promptTokens', 'completionTokens'],
    inOrganization,
  ),
  AiUsageTotal: fields(['requests', 'unanswered', 'promptTokens', 'completionTokens'], inOrganization),
  AiBudget: fields(
    ['organizationLimit', 'organizationUsed', 'personLimit', 'personUsed', 'resetsOn'],
    inOrganization,
  ),
  User: fields(['id'], inOrganization),
};
