import { fields, ownSession, type RuleMap } from '#runtime/access/rules.js';

/** Rules for the rules of one's own password. */
export const passwordRulesRules: RuleMap = {
  Query: { passwordRules: ownSession },
  PasswordRules: fields(
    ['length', 'lengthBy', 'history', 'historyBy', 'days', 'daysBy', 'changedAt'],
    ownSession,
  ),
};
