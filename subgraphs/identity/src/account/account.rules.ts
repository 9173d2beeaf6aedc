import {
  anyone,
  fields,
  halfSignedIn,
  identified,
  ownSession,
  signedIn,
  type RuleMap,
} from '#runtime/access/rules.js';

/** Who may ask about accounts; a password-only session learns no more than who it belongs to. */
export const accountRules: RuleMap = {
  Query: { me: anyone },
  Mutation: { updateProfile: signedIn, changePassword: ownSession },
  Me: fields(
    [
      'user',
      'email',
      'name',
      'locale',
      'assurance',
      'secondFactorEnrolled',
      'secondFactors',
      'hasPassword',
      'recoveryCodesLeft',
      'sessionExpiresAt',
      'idleSeconds',
      'isIdle',
      'connectionId',
    ],
    halfSignedIn,
  ),
  User: fields(['id', 'name', 'email'], identified),
};
