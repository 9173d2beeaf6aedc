/**
 * Columns that may hold personal data (claim 108): each was decided on. A migration that declares another one turns
 * the check `data.personal_columns` red until it is added here, which is what a review looks at.
 */
export const APPROVED_PERSONAL_COLUMNS: readonly string[] = [
  'compliance.audit_origin.ip',
  'compliance.audit_origin.user_agent',
  'compliance.claim_request.address',
  'files.avatar.object',
  'identity.account.email',
  'identity.account.locale',
  'identity.account.name',
  'identity.directory_user.display_name',
  'identity.directory_user.emails',
  'identity.directory_user.family_name',
  'identity.directory_user.formatted_name',
  'identity.directory_user.given_name',
  'identity.directory_user.user_name',
  'identity.email_change.email',
  'identity.external_identity.subject',
  'identity.known_browser.browser',
  'identity.session.browser',
  'identity.session.ip',
  'identity.session.last_seen_at',
  'identity.session.peer_name',
  'identity.session.user_agent',
  'identity.test_run.attributes',
  'tenancy.invitation.email',
];
