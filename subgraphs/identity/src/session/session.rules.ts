import { fields, halfSignedIn, signedIn, type RuleMap } from '#runtime/access/rules.js';

/** Who may ask about sessions. Signing out is possible from any session. */
export const sessionRules: RuleMap = {
  Query: { sessions: signedIn },
  Mutation: { signOut: halfSignedIn, ...fields(['revokeSession', 'revokeOtherSessions'], signedIn) },
  Session: fields(
    [
      'id',
      'createdAt',
      'lastSeenAt',
      'expiresAt',
      'userAgent',
      'ip',
      'current',
      'assurance',
      'authenticatedBy',
    ],
    signedIn,
  ),
};
