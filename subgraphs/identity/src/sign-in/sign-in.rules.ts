import { anyone, fields, type RuleMap } from '#runtime/access/rules.js';

/** Who may ask on the way in: everybody. */
export const signInRules: RuleMap = {
  Query: { signUpOffer: anyone },
  Mutation: fields(['signIn', 'signUp'], anyone),
  SignInPayload: fields(['next'], anyone),
  SignUpOffer: fields(['email', 'organizationName', 'firstRun', 'accountExists'], anyone),
};
