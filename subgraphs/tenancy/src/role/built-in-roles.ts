import { PERMISSION_NAMES, ROLE_KEYS, ROLES, type Bilingual, type RoleKey } from '#schema/permissions.js';
import { isBuiltInRole, type RoleId, type RoleRecord } from './role-id.js';

const text = (de: string, en: string): Bilingual => ({ de, en });

/** What a built-in role is for, in one sentence. */
const DESCRIPTIONS: Readonly<Record<RoleKey, Bilingual>> = {
  'organization.owner': text(
    'Darf alles, auch weitere Eigentümer bestimmen.',
    'May do everything, also appoint owners.',
  ),
  'organization.admin': text(
    'Verwaltet Mitglieder, Spaces und Einstellungen.',
    'Manages members, Spaces and settings.',
  ),
  'organization.member': text(
    'Arbeitet in den Spaces, die Zugriff geben.',
    'Works in the Spaces that give access.',
  ),
  'organization.guest': text('Sieht nur die freigegebenen Spaces.', 'Sees only the Spaces shared with them.'),
  'organization.auditor': text(
    'Liest bis zu einem festen Tag, was freigegeben ist, und ändert nichts.',
    'Reads what was shared until a fixed day, and changes nothing.',
  ),
  'organization.support': text(
    'Support des Betreibers, solange die Organization ihn hereinlässt.',
    'Support of the operator, for as long as the Organization lets it in.',
  ),
  'space.manager': text('Alles, auch wer Zugriff hat.', 'Everything, also who has access.'),
  'space.editor': text('Schreibt und veröffentlicht Dokumente.', 'Writes and publishes documents.'),
  'space.commenter': text('Liest Veröffentlichtes und Entwürfe.', 'Reads published documents and drafts.'),
  'space.viewer': text('Liest, was veröffentlicht ist.', 'Reads what is published.'),
  'space.auditor': text(
    'Liest Veröffentlichtes, Entwürfe und das Protokoll.',
    'Reads published documents, drafts and the audit trail.',
  ),
};

/** A built-in role in the reader's language; `null` for the id of a custom one. */
export function builtInRole(id: RoleId, locale: keyof Bilingual): RoleRecord | null {
  if (!isBuiltInRole(id)) return null;
  const { scope, text: name } = ROLES[id];
  const permissions: readonly string[] = ROLES[id].permissions;
  return {
    id,
    scope,
    isBuiltIn: true,
    name: name[locale],
    description: DESCRIPTIONS[id][locale],
    permissions: PERMISSION_NAMES.filter((permission) => permissions.includes(permission)),
    version: null,
    archivedAt: null,
  };
}

/** All built-in roles in the order of the catalogue. */
export function builtInRoles(locale: keyof Bilingual): readonly RoleRecord[] {
  return ROLE_KEYS.flatMap((key) => builtInRole(key, locale) ?? []);
}

/** What a role is called in a mail: a custom one by its name, a built-in one in the language of the mail. */
export function roleNameIn(mail: {
  readonly role: RoleId;
  readonly roleName: string | null;
  readonly locale: keyof Bilingual;
}): string {
  return builtInRole(mail.role, mail.locale)?.name ?? mail.roleName ?? '';
}
