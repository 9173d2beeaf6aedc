/**
 * What roles hold, written down a second time and on purpose: the histories compare the product with these lists, so
 * a change of the catalogue that nobody meant does not pass with it.
 */
const ORGANIZATION = [
  ...['organization.read', 'organization.update', 'organization.archive', 'organization.delete'],
  ...['member.read', 'member.invite', 'member.manage', 'role.manage', 'group.manage', 'access.review'],
  ...['support.manage', 'space.create', 'space.recover', 'ai.use', 'settings.read', 'settings.update'],
  ...[
    'service_account.manage',
    'sso.manage',
    'directory.provision',
    'audit.read',
    'audit.export',
    'dpa.accept',
  ],
];
const OWNERS_ALONE = ['organization.archive', 'organization.delete', 'dpa.accept'];
const CHANGES_DOCUMENTS = ['document.write', 'document.publish', 'document.trash'];
const SPACE = [
  ...['space.read', 'space.update', 'space.share', 'space.delete', 'space.audit', 'document.read'],
  ...['document.read_draft', ...CHANGES_DOCUMENTS, 'document.restrict'],
];

/** Everything that can be held in a Space. */
export const SPACE_PERMISSIONS: readonly string[] = SPACE;

/** What an archived Space keeps from everybody. */
export const WRITING: ReadonlySet<string> = new Set(CHANGES_DOCUMENTS);

/** What changes nothing: all that auditors hold, and all that anybody holds where everything is at rest. */
export const READING: ReadonlySet<string> = new Set([
  ...['organization.read', 'member.read', 'settings.read', 'access.review', 'audit.read', 'audit.export'],
  ...['space.read', 'space.audit', 'document.read', 'document.read_draft'],
]);

/** Built-in roles of a customer's Organization. */
export const ORGANIZATION_ROLES: Readonly<Record<string, readonly string[]>> = {
  'organization.owner': ORGANIZATION,
  'organization.admin': ORGANIZATION.filter((name) => !OWNERS_ALONE.includes(name)),
  'organization.member': ['organization.read', 'member.read', 'space.create', 'ai.use'],
  'organization.guest': ['organization.read'],
  'organization.auditor': ['organization.read'],
  'organization.support': ['organization.read', 'member.read', 'settings.read', 'audit.read'],
};

/** Built-in roles of a Space. */
export const SPACE_ROLES: Readonly<Record<string, readonly string[]>> = {
  'space.manager': SPACE,
  'space.editor': ['space.read', 'document.read', 'document.read_draft', ...CHANGES_DOCUMENTS],
  'space.commenter': ['space.read', 'document.read', 'document.read_draft'],
  'space.viewer': ['space.read', 'document.read'],
  'space.auditor': ['space.read', 'document.read', 'document.read_draft', 'space.audit'],
};
