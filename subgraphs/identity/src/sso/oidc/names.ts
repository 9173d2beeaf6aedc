/** The checks of a sign-in, each with its clause, in the order in which they are made. */
export const OIDC_CHECKS = {
  'oidc.response': 'OpenID Connect Core 1.0 §3.1.2.5, §3.1.2.6',
  'oidc.state': 'RFC 9700 §4.7',
  'oidc.response_issuer': 'RFC 9207 §2.4',
  'oidc.exchange': 'OpenID Connect Core 1.0 §3.1.3',
  'oidc.id_token': 'RFC 7519 §7.2',
  'oidc.algorithm': 'RFC 8725 §3.1, §3.11',
  'oidc.issuer': 'OpenID Connect Core 1.0 §3.1.3.7 (2)',
  'oidc.audience': 'OpenID Connect Core 1.0 §3.1.3.7 (3)',
  'oidc.authorized_party': 'OpenID Connect Core 1.0 §3.1.3.7 (4, 5)',
  'oidc.expiry': 'OpenID Connect Core 1.0 §3.1.3.7 (9)',
  'oidc.not_before': 'RFC 7519 §4.1.5',
  'oidc.issued_at': 'OpenID Connect Core 1.0 §3.1.3.7 (10)',
  'oidc.nonce': 'OpenID Connect Core 1.0 §3.1.3.7 (11)',
  'oidc.auth_time': 'OpenID Connect Core 1.0 §3.1.3.7 (13)',
  'oidc.subject': 'OpenID Connect Core 1.0 §2',
  'oidc.signature': 'OpenID Connect Core 1.0 §3.1.3.7 (6)',
  'oidc.userinfo': 'OpenID Connect Core 1.0 §5.3.2',
  'oidc.email': 'OpenID Connect Core 1.0 §5.1, §5.7',
} as const;

/** Name of a check of a sign-in. */
export type OidcCheckName = keyof typeof OIDC_CHECKS;

/** The checks of a logout that the provider tells us of, each with its clause of Back-Channel Logout 1.0. */
export const LOGOUT_CHECKS = {
  'logout.token': '§2.5',
  'logout.algorithm': '§2.6 (2)',
  'logout.issuer': '§2.6 (3)',
  'logout.audience': '§2.6 (3)',
  'logout.time': '§2.6 (3)',
  'logout.event': '§2.6 (5)',
  'logout.nonce': '§2.6 (6)',
  'logout.subject': '§2.6 (4)',
  'logout.signature': '§2.6 (2)',
  'logout.replay': '§2.6 (7)',
} as const;

/** Name of a check of a logout. */
export type LogoutCheckName = keyof typeof LOGOUT_CHECKS;
