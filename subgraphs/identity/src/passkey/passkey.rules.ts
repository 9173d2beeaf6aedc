import { anyone, fields, halfSignedIn, ownSession, signedIn, type RuleMap } from '#runtime/access/rules.js';

/** A passkey is registered and kept by somebody who is wholly signed in, and shown on the way in. */
export const passkeyRules: RuleMap = {
  Query: { passkeys: ownSession },
  Mutation: {
    ...fields(['beginPasskey', 'signInWithPasskey'], anyone),
    ...fields(['verifyPasskey', 'beginPasskeyEnrolment', 'confirmPasskeyEnrolment'], halfSignedIn),
    ...fields(['beginPasskeyRegistration', 'registerPasskey', 'renamePasskey', 'removePasskey'], ownSession),
    confirmPasskey: signedIn,
  },
  Passkey: fields(['id', 'name', 'createdAt', 'lastUsedAt', 'isBackedUp'], signedIn),
  PasskeyOptions: fields(['json'], anyone),
};
