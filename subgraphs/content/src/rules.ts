import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';
import { documentRules } from './document/document.rules.js';
import { exportRules } from './export/export.rules.js';
import { restrictionRules } from './restriction/restriction.rules.js';
import { searchRules } from './search/search.rules.js';
import { versionRules } from './version/version.rules.js';

/** The rules of all features; what is not named here is refused at build. */
export const contentRules: RuleMap = {
  ...documentRules,
  ...versionRules,
  ...searchRules,
  ...restrictionRules,
  Query: {
    ...documentRules['Query'],
    ...versionRules['Query'],
    ...searchRules['Query'],
    ...restrictionRules['Query'],
  },
  Mutation: {
    ...documentRules['Mutation'],
    ...versionRules['Mutation'],
    ...exportRules['Mutation'],
    ...restrictionRules['Mutation'],
  },
  User: fields(['id'], inOrganization),
  Space: fields(['id'], inOrganization),
  PageInfo: fields(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], inOrganization),
};
