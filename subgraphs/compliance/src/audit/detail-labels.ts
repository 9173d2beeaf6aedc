import type { Bilingual } from '#schema/permissions.js';
import { settingOf } from './words.js';

const text = (de: string, en: string): Bilingual => ({ de, en });

/** What columns are called. Columns that are missing are plumbing: the raw view shows them. */
const LABELS: Readonly<Record<string, Bilingual>> = {
  along: text('Dokumente darunter', 'Documents below'),
  moved_along: text('Dokumente darunter', 'Documents below'),
  omitted_changes: text('Nicht aufgeführte Änderungen', 'Changes not listed'),
  name: text('Name', 'Name'),
  slug: text('Kurzname in Adressen', 'Short name in addresses'),
  description: text('Beschreibung', 'Description'),
  title: text('Titel', 'Title'),
  body: text('Text', 'Text'),
  word_count: text('Wörter', 'Words'),
  email: text('E-Mail-Adresse', 'E-mail address'),
  locale: text('Sprache', 'Language'),
  language: text('Sprache', 'Language'),
  classification: text('Einstufung', 'Classification'),
  owner_id: text('Eigentümer', 'Owner'),
  next_review_on: text('Nächste Prüfung', 'Next review'),
  parent_id: text('Übergeordnetes Dokument', 'Parent document'),
  space_id: text('Space', 'Space'),
  published_version: text('Veröffentlichte Version', 'Published version'),
  draft_version: text('Version', 'Version'),
  number: text('Version', 'Version'),
  version: text('Version', 'Version'),
  restored_from: text('Wiederhergestellt aus Version', 'Restored from version'),
  archived_at: text('Archiviert am', 'Archived on'),
  trashed_at: text('Im Papierkorb seit', 'In the trash since'),
  principal_id: text('Person', 'Person'),
  account_id: text('Person', 'Person'),
  role_key: text('Rolle', 'Role'),
  granted_role: text('Rolle', 'Role'),
  space_role_key: text('Rolle im Space', 'Role in the Space'),
  state: text('Status', 'State'),
  message: text('Nachricht', 'Message'),
  reason: text('Begründung', 'Reason'),
  requested_by: text('Angefragt von', 'Requested by'),
  decided_by: text('Entschieden von', 'Decided by'),
  decided_at: text('Entschieden am', 'Decided on'),
  invited_by: text('Eingeladen von', 'Invited by'),
  expires_at: text('Gültig bis', 'Valid until'),
  revoked_at: text('Zurückgezogen am', 'Revoked on'),
  revoked_by: text('Zurückgezogen von', 'Revoked by'),
  password: text('Passwort', 'Password'),
  second_factor: text('Zweiter Faktor', 'Second factor'),
  recovery_code: text('Wiederherstellungscode', 'Recovery code'),
  recovery_codes: text('Wiederherstellungscodes', 'Recovery codes'),
};

/** What a changed field is called; `null` for what means nothing to people. */
export function labelOf(entity: string, field: string): Bilingual | null {
  if (entity === 'Setting') return settingOf(field)?.label ?? LABELS[field] ?? null;
  return LABELS[field] ?? null;
}
