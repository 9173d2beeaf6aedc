import { fields, halfSignedIn, signedIn, type RuleMap } from '#runtime/access/rules.js';

/** The steps that a session with a password alone may take, and nothing else (claim 16; THREATS 23). */
export const secondFactorRules: RuleMap = {
  Query: { authenticatorApps: signedIn },
  Mutation: {
    ...fields(['verifySecondFactor', 'beginTotpEnrolment', 'confirmTotpEnrolment'], halfSignedIn),
    ...fields(
      ['regenerateRecoveryCodes', 'beginTotpReplacement', 'confirmTotpReplacement', 'confirmSecondFactor'],
      signedIn,
    ),
    ...fields(
      [
        ...(['beginAuthenticatorApp', 'addAuthenticatorApp', 'renameAuthenticatorApp'] as const),
        ...(['removeAuthenticatorApp', 'renewRecoveryCodes'] as const),
      ],
      signedIn,
    ),
  },
  AuthenticatorApp: fields(['id', 'name', 'createdAt', 'lastUsedAt'], signedIn),
  TotpEnrolment: fields(['secret', 'uri', 'qrCodeSvg'], halfSignedIn),
  TotpConfirmation: fields(['recoveryCodes', 'next'], halfSignedIn),
};
