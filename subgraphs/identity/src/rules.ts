import type { RuleMap } from '#runtime/access/rules.js';
import { accountRules } from './account/account.rules.js';
import { secondFactorRules } from './second-factor/second-factor.rules.js';
import { serviceAccountRules } from './service-account/service-account.rules.js';
import { sessionRules } from './session/session.rules.js';
import { signInRules } from './sign-in/sign-in.rules.js';

/** The rules of every feature; what none of them names is refused. */
export const rules: RuleMap = {
  ...accountRules,
  ...secondFactorRules,
  ...serviceAccountRules,
  ...sessionRules,
  ...signInRules,
  Query: {
    ...accountRules['Query'],
    ...serviceAccountRules['Query'],
    ...sessionRules['Query'],
    ...signInRules['Query'],
  },
  Mutation: {
    ...accountRules['Mutation'],
    ...secondFactorRules['Mutation'],
    ...serviceAccountRules['Mutation'],
    ...sessionRules['Mutation'],
    ...signInRules['Mutation'],
  },
};
