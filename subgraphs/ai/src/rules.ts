import type { RuleMap } from '#runtime/access/rules.js';
import { previewRules } from './ask/preview.rules.js';
import { statusRules } from './status/status.rules.js';
import { usageRules } from './usage/usage.rules.js';

/** The rules of all features; a field that is missing here does not build. */
export const rules: RuleMap = {
  ...previewRules,
  ...usageRules,
  ...statusRules,
  Query: { ...previewRules['Query'], ...usageRules['Query'], ...statusRules['Query'] },
};
