import type { RuleMap } from '#runtime/access/rules.js';
import { accountRules } from './account/account.rules.js';
import { secondFactorRules } from './second-factor/second-factor.rules.js';
import { serviceAccountRules } from './service-account/service-account.rules.js';
import { passkeyRules } from './passkey/passkey.rules.js';
import { passwordResetRules } from './password-reset/password-reset.rules.js';
import { sessionRules } from './session/session.rules.js';
import { signInRules } from './sign-in/sign-in.rules.js';

/** The rules of every feature; what none of them names is refused. */
export const rules: RuleMap = {
  ...accountRules,
  ...passkeyRules,
  ...passwordResetRules,
  ...secondFactorRules,
  ...serviceAccountRules,
  ...sessionRules,
  ...signInRules,
  Query: {
    ...accountRules['Query'],
    ...passkeyRules['Query'],
    ...passwordResetRules['Query'],
    ...serviceAccountRules['Query'],
    ...sessionRules['Query'],
    ...signInRules['Query'],
  },
  Mutation: {
    ...accountRules['Mutation'],
    ...passkeyRules['Mutation'],
    ...passwordResetRules['Mutation'],
    ...secondFactorRules['Mutation'],
    ...serviceAccountRules['Mutation'],
    ...sessionRules['Mutation'],
    ...signInRules['Mutation'],
  },
};
