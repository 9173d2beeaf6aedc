import type { RuleMap } from '#runtime/access/rules.js';
import { accountRules } from './account/account.rules.js';
import { secondFactorRules } from './second-factor/second-factor.rules.js';
import { emailChangeRules } from './email-change/email-change.rules.js';
import { factorResetRules } from './factor-reset/factor-reset.rules.js';
import { serviceAccountRules } from './service-account/service-account.rules.js';
import { passkeyRules } from './passkey/passkey.rules.js';
import { passwordResetRules } from './password-reset/password-reset.rules.js';
import { passwordRulesRules } from './password/password-rules.rules.js';
import { personalDataRules } from './personal-data/personal-data.rules.js';
import { directoryRules } from './scim/directory.rules.js';
import { sessionRules } from './session/session.rules.js';
import { signInRules } from './sign-in/sign-in.rules.js';
import { connectionRules } from './sso/connections/connection.rules.js';
import { domainRules } from './sso/domains/domain.rules.js';
import { ssoRules } from './sso/flow/sso.rules.js';

/** The rules of every feature; what none of them names is refused. */
export const rules: RuleMap = {
  ...accountRules,
  ...directoryRules,
  ...connectionRules,
  ...domainRules,
  ...emailChangeRules,
  ...factorResetRules,
  ...passkeyRules,
  ...passwordResetRules,
  ...passwordRulesRules,
  ...personalDataRules,
  ...secondFactorRules,
  ...serviceAccountRules,
  ...sessionRules,
  ...signInRules,
  ...ssoRules,
  Query: {
    ...accountRules['Query'],
    ...directoryRules['Query'],
    ...connectionRules['Query'],
    ...domainRules['Query'],
    ...emailChangeRules['Query'],
    ...factorResetRules['Query'],
    ...passkeyRules['Query'],
    ...secondFactorRules['Query'],
    ...passwordResetRules['Query'],
    ...passwordRulesRules['Query'],
    ...personalDataRules['Query'],
    ...serviceAccountRules['Query'],
    ...sessionRules['Query'],
    ...signInRules['Query'],
    ...ssoRules['Query'],
  },
  Mutation: {
    ...accountRules['Mutation'],
    ...directoryRules['Mutation'],
    ...connectionRules['Mutation'],
    ...domainRules['Mutation'],
    ...emailChangeRules['Mutation'],
    ...factorResetRules['Mutation'],
    ...passkeyRules['Mutation'],
    ...passwordResetRules['Mutation'],
    ...secondFactorRules['Mutation'],
    ...serviceAccountRules['Mutation'],
    ...sessionRules['Mutation'],
    ...signInRules['Mutation'],
    ...ssoRules['Mutation'],
  },
};
