/**
 * The catalogue of permissions and built-in roles.
 *
 * It is the only place where a permission comes into being: rules, policies, the database's role table and
 * the screens read it from here. A permission has a scope: `organization` (held in an Organization) or
 * `space` (held in one Space). An Organization role never implies reading its Spaces.
 */

/** A sentence in both languages of the product. */
export interface Bilingual {
  readonly de: string;
  readonly en: string;
}

interface PermissionEntry {
  readonly scope: 'organization' | 'space';
  readonly text: Bilingual;
}

const org = (de: string, en: string): PermissionEntry => ({ scope: 'organization', text: { de, en } });
const space = (de: string, en: string): PermissionEntry => ({ scope: 'space', text: { de, en } });

/** Every permission, by name, with its scope and its description in German and English. */
export const PERMISSIONS = {
  'organization.read': org('Die Organization öffnen', 'Open the Organization'),
  'organization.update': org(
    'Name und Angaben der Organization ändern',
    'Change the name and details of the Organization',
  ),
  'organization.archive': org(
    'Die Organization stilllegen und wieder öffnen',
    'Archive the Organization and open it again',
  ),
  'organization.delete': org(
    'Die Organization löschen und das Löschen aufhalten',
    'Delete the Organization and call its deletion off',
  ),
  'member.read': org('Die Mitgliederliste sehen', 'See the list of members'),
  'member.invite': org('Personen einladen', 'Invite people'),
  'member.manage': org('Rollen ändern und Mitglieder entfernen', 'Change roles and remove members'),
  'role.manage': org('Eigene Rollen anlegen und ändern', 'Create and change custom roles'),
  'group.manage': org('Gruppen anlegen und ändern', 'Create and change groups'),
  'access.review': org('Sehen, wer worauf Zugriff hat', 'See who has access to what'),
  'support.manage': org(
    'Support-Zugriff auf Zeit öffnen und beenden',
    'Open and end support access for a limited time',
  ),
  'space.create': org('Spaces anlegen', 'Create Spaces'),
  'space.recover': org('Gelöschte Spaces sehen und wiederherstellen', 'See deleted Spaces and restore them'),
  'ai.use': org('KI auf gelesenen Inhalten verwenden', 'Use AI on content that one reads'),
  'settings.read': org('Einstellungen und ihren Verlauf sehen', 'See settings and their history'),
  'settings.update': org('Einstellungen ändern und wiederherstellen', 'Change and restore settings'),
  'service_account.manage': org(
    'Dienstkonten für Werkzeuge anlegen und beenden',
    'Create and end service accounts for tools',
  ),
  'sso.manage': org(
    'Anmeldung über das Unternehmen, Domains und Verzeichnis einrichten',
    'Set up company sign-in, domains and directory',
  ),
  'directory.provision': org(
    'Personen und Gruppen aus einem Verzeichnis anlegen (SCIM)',
    'Provision people and groups from a directory (SCIM)',
  ),
  'audit.read': org('Das Protokoll der Organization lesen', 'Read the audit trail of the Organization'),
  'audit.export': org('Das Protokoll exportieren', 'Export the audit trail'),
  'dpa.accept': org('Den Vertrag zur Auftragsverarbeitung annehmen', 'Accept the data processing agreement'),
  // Held in the operator's Organization alone, whatever the role (tenancy.org_permissions_of).
  'operator.claims': org('Zusagen prüfen und belegen', 'Check and prove claims'),
  'operator.suppliers': org('Lieferanten führen und prüfen', 'Keep and review suppliers'),
  'operator.dpa': org(
    'Fassungen des Vertrags zur Auftragsverarbeitung führen',
    'Keep versions of the data processing agreement',
  ),

  'operator.support': org(
    'Support leisten, wo eine Organization ihn geöffnet hat',
    'Give support where an Organization has opened it',
  ),

  'space.read': space('Den Space öffnen', 'Open the Space'),
  'space.update': space(
    'Namen und Beschreibung des Space ändern',
    'Change the name and description of the Space',
  ),
  'space.share': space('Zugriff auf den Space geben und entziehen', 'Grant and revoke access to the Space'),
  'space.delete': space('Den Space löschen', 'Delete the Space'),
  'space.audit': space('Protokolleinträge des Space lesen', 'Read audit entries of the Space'),
  'document.read': space('Veröffentlichte Dokumente lesen', 'Read published documents'),
  'document.read_draft': space('Entwürfe und den Verlauf lesen', 'Read drafts and the history'),
  'document.write': space('Dokumente anlegen, ändern, verschieben', 'Create, change and move documents'),
  'document.publish': space('Dokumente veröffentlichen', 'Publish documents'),
  'document.trash': space(
    'Dokumente in den Papierkorb legen und zurückholen',
    'Move documents to the trash and back',
  ),
  'document.restrict': space(
    'Dokumente auf bestimmte Personen einschränken und eingeschränkte sehen',
    'Restrict documents to certain people and see restricted ones',
  ),
} as const satisfies Record<string, PermissionEntry>;

/** The name of a permission, for example `document.publish`. */
export type Permission = keyof typeof PERMISSIONS;

/** All permission names, in the order of the catalogue. */
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/**
 * Whether a permission counts in every Organization whose role holds it. The operator's own count in its
 * Organization alone, and a contract with the operator is concluded everywhere but there.
 */
export function countsEverywhere(permission: Permission): boolean {
  return !permission.startsWith('operator.') && permission !== 'dpa.accept';
}

/** What binds or ends the company: its owners alone hold it, no custom role can. */
export const OWNERS_ALONE: readonly Permission[] = [
  'dpa.accept',
  'organization.archive',
  'organization.delete',
];

/**
 * Permissions that change nothing: all that an auditor can have in a Space, and all that anybody has in an
 * Organization that is archived or about to be deleted.
 */
export const READING: readonly Permission[] = [
  'organization.read',
  'member.read',
  'settings.read',
  'access.review',
  'audit.read',
  'audit.export',
  'space.read',
  'space.audit',
  'document.read',
  'document.read_draft',
];

interface RoleEntry {
  readonly scope: 'organization' | 'space';
  readonly text: Bilingual;
  readonly permissions: readonly Permission[];
}

const inScope = (scope: 'organization' | 'space'): Permission[] =>
  PERMISSION_NAMES.filter((name) => PERMISSIONS[name].scope === scope);

/**
 * The built-in roles. Their key is stable: it is stored (`organization.owner`), and the database's rows are
 * brought in line with this table at every migration.
 */
export const ROLES = {
  'organization.owner': {
    scope: 'organization',
    text: { de: 'Eigentümer', en: 'Owner' },
    permissions: inScope('organization'),
  },
  'organization.admin': {
    scope: 'organization',
    text: { de: 'Administrator', en: 'Admin' },
    permissions: inScope('organization').filter((name) => !OWNERS_ALONE.includes(name)),
  },
  'organization.member': {
    scope: 'organization',
    text: { de: 'Mitglied', en: 'Member' },
    permissions: ['organization.read', 'member.read', 'space.create', 'ai.use'],
  },
  'organization.guest': {
    scope: 'organization',
    text: { de: 'Gast', en: 'Guest' },
    permissions: ['organization.read'],
  },
  // Comes in for a limited time, to read what was shared; tenancy.space_permissions_of cuts whatever else is given.
  'organization.auditor': {
    scope: 'organization',
    text: { de: 'Auditor', en: 'Auditor' },
    permissions: ['organization.read'],
  },
  // People of the operator, while the Organization has support access open; never given by hand.
  'organization.support': {
    scope: 'organization',
    text: { de: 'Support', en: 'Support' },
    permissions: ['organization.read', 'member.read', 'settings.read', 'audit.read'],
  },
  'space.manager': {
    scope: 'space',
    text: { de: 'Verantwortlich', en: 'Manager' },
    permissions: inScope('space'),
  },
  'space.editor': {
    scope: 'space',
    text: { de: 'Bearbeiter', en: 'Editor' },
    permissions: [
      'space.read',
      'document.read',
      'document.read_draft',
      'document.write',
      'document.publish',
      'document.trash',
    ],
  },
  'space.commenter': {
    scope: 'space',
    text: { de: 'Prüfer', en: 'Commenter' },
    permissions: ['space.read', 'document.read', 'document.read_draft'],
  },
  'space.viewer': {
    scope: 'space',
    text: { de: 'Leser', en: 'Viewer' },
    permissions: ['space.read', 'document.read'],
  },
  'space.auditor': {
    scope: 'space',
    text: { de: 'Revision', en: 'Auditor' },
    permissions: ['space.read', 'document.read', 'document.read_draft', 'space.audit'],
  },
} as const satisfies Record<string, RoleEntry>;

/** The key of a built-in role, for example `space.viewer`. */
export type RoleKey = keyof typeof ROLES;

/** All built-in role keys. */
export const ROLE_KEYS = Object.keys(ROLES) as RoleKey[];

/** Whether a custom role may hold a permission: what belongs to owners or to the operator it may not. */
export function mayBeInCustomRole(permission: Permission): boolean {
  return !permission.startsWith('operator.') && !OWNERS_ALONE.includes(permission);
}
