/**
 * The migrations that each released version had applied to its data. A release adds its list here; none changes.
 *
 * With `install(folder, fill, RELEASES['0.1.0'])` a test makes a data directory as that version left it.
 */
export const RELEASES = {
  '0.1.0': [
    '2026-11-23-0900-platform',
    '2026-11-23-0910-accounts',
    '2026-11-23-0911-keep-credentials',
    '2026-11-23-0912-publish-people',
    '2026-11-23-0913-replace-factor',
    '2026-11-23-0920-organizations',
    '2026-11-23-0921-give-and-take-roles',
    '2026-11-23-0922-read-people',
    '2026-11-23-0923-version-settings',
    '2026-11-23-0924-invite-people',
    '2026-11-23-0925-create-document',
    '2026-11-23-0926-request-access',
    '2026-11-23-0928-publish-space-names',
    '2026-11-23-0930-audit',
    '2026-11-23-0931-export-audit-trail',
    '2026-11-23-0932-publish-members',
  ],
} as const;
