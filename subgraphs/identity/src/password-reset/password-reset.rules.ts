import { anyone, fields, type RuleMap } from '#runtime/access/rules.js';

/** Who has forgotten their password is nobody yet. */
export const passwordResetRules: RuleMap = {
  Query: { passwordResetOffer: anyone },
  Mutation: fields(['requestPasswordReset', 'resetPassword'], anyone),
  PasswordResetOffer: fields(['email'], anyone),
};
