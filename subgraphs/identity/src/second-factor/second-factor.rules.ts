import { fields, halfSignedIn, ownSession, signedIn, type RuleMap } from '#runtime/access/rules.js';

/**
 * The steps that a session with a password alone may take, and nothing else (claim 16; THREATS 23). What is the
 * person's and no Organization's takes a session of their own.
 */
export const secondFactorRules: RuleMap = {
  Query: { authenticatorApps: ownSession },
  Mutation: {
    ...fields(['verifySecondFactor', 'beginTotpEnrolment', 'confirmTotpEnrolment'], halfSignedIn),
    confirmSecondFactor: signedIn,
    ...fields(
      [
        ...(['beginAuthenticatorApp', 'addAuthenticatorApp', 'renameAuthenticatorApp'] as const),
        ...(['removeAuthenticatorApp', 'renewRecoveryCodes', 'regenerateRecoveryCodes'] as const),
        ...(['beginTotpReplacement', 'confirmTotpReplacement'] as const),
      ],
      ownSession,
    ),
  },
  AuthenticatorApp: fields(['id', 'name', 'createdAt', 'lastUsedAt'], ownSession),
  TotpEnrolment: fields(['secret', 'uri', 'qrCodeSvg'], halfSignedIn),
  TotpConfirmation: fields(['recoveryCodes', 'next'], halfSignedIn),
};
