const WAYS = {
  'password+totp': 'sessions.way.passwordAndApp',
  'password+passkey': 'sessions.way.passwordAndPasskey',
  'password+recovery_code': 'sessions.way.passwordAndRecovery',
} as const;

/** How somebody signed in by their own means, in words: `password+totp` → password and app. */
export function wayOf(authenticatedBy: string) {
  if (authenticatedBy.startsWith('passkey')) return 'sessions.way.passkey';
  return Object.hasOwn(WAYS, authenticatedBy)
    ? WAYS[authenticatedBy as keyof typeof WAYS]
    : 'sessions.way.password';
}
