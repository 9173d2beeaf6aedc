import { fields, halfSignedIn, signedIn, type RuleMap } from '#runtime/access/rules.js';

/** Who may ask about sessions. Signing out is possible from any session. */
export const sessionRules: RuleMap = {
  Query: { sessions: signedIn, recentSignIns: signedIn },
  Mutation: { signOut: halfSignedIn, ...fields(['revokeSession', 'revokeOtherSessions'], signedIn) },
  Session: fields(
    [
      'id',
      'createdAt',
      'lastSeenAt',
      'expiresAt',
      'userAgent',
      'device',
      'network',
      'isIdle',
      'connectionName',
      'current',
      'assurance',
      'authenticatedBy',
    ],
    signedIn,
  ),
  SignInRecord: fields(['id', 'at', 'means', 'succeeded', 'code', 'device', 'network'], signedIn),
};
