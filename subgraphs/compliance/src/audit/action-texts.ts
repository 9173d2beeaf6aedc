import type { Bilingual } from '#schema/permissions.js';

/**
 * How an action is told. German phrases complete "… hat" and "… wollte", English ones "…" and "… tried to";
 * `{subject}` is the document or Space in the accusative.
 */
export interface ActionText {
  readonly label: Bilingual;
  readonly de: readonly [done: string, toDo: string];
  readonly en: readonly [done: string, toDo: string];
}

const say = (
  labelDe: string,
  labelEn: string,
  de: readonly [string, string],
  en: readonly [string, string],
): ActionText => ({ label: { de: labelDe, en: labelEn }, de, en });

/** Every action that an entry can have; a test fails when a mutation's `@audit` names one that is missing. */
export const ACTION_TEXTS: Readonly<Record<string, ActionText>> = {
  // Sign-in and account
  'session.sign_in': say(
    'Anmeldung: Passwort',
    'Sign-in: password',
    ['das Passwort eingegeben', 'sich anmelden'],
    ['entered the password', 'sign in'],
  ),
  'session.verify_second_factor': say(
    'Anmeldung: zweiter Faktor',
    'Sign-in: second factor',
    ['sich mit dem zweiten Faktor angemeldet', 'sich mit dem zweiten Faktor anmelden'],
    ['signed in with the second factor', 'sign in with the second factor'],
  ),
  'session.sign_out': say(
    'Abmeldung',
    'Sign-out',
    ['sich abgemeldet', 'sich abmelden'],
    ['signed out', 'sign out'],
  ),
  'session.revoke': say(
    'Sitzung beendet',
    'Session ended',
    ['eine eigene Sitzung beendet', 'eine Sitzung beenden'],
    ['ended a session of their own', 'end a session'],
  ),
  'session.revoke_others': say(
    'Alle anderen Sitzungen beendet',
    'All other sessions ended',
    ['alle anderen eigenen Sitzungen beendet', 'alle anderen eigenen Sitzungen beenden'],
    ['ended all other sessions of their own', 'end all other sessions of their own'],
  ),
  'account.sign_up': say(
    'Konto angelegt',
    'Account created',
    ['das eigene Konto angelegt', 'ein Konto anlegen'],
    ['created an account', 'create an account'],
  ),
  'account.update_profile': say(
    'Profil geändert',
    'Profile changed',
    ['das eigene Profil geändert', 'das eigene Profil ändern'],
    ['changed their profile', 'change their profile'],
  ),
  'account.change_password': say(
    'Passwort geändert',
    'Password changed',
    ['das eigene Passwort geändert', 'das eigene Passwort ändern'],
    ['changed their password', 'change their password'],
  ),
  'second_factor.begin_enrolment': say(
    'Zweiter Faktor: Einrichtung begonnen',
    'Second factor: set-up begun',
    ['begonnen, einen zweiten Faktor einzurichten', 'einen zweiten Faktor einrichten'],
    ['began to set up a second factor', 'set up a second factor'],
  ),
  'second_factor.enrol': say(
    'Zweiter Faktor eingerichtet',
    'Second factor set up',
    ['einen zweiten Faktor eingerichtet', 'einen zweiten Faktor einrichten'],
    ['set up a second factor', 'set up a second factor'],
  ),
  'second_factor.regenerate_recovery_codes': say(
    'Wiederherstellungscodes erneuert',
    'Recovery codes renewed',
    ['die eigenen Wiederherstellungscodes erneuert', 'die eigenen Wiederherstellungscodes erneuern'],
    ['renewed their recovery codes', 'renew their recovery codes'],
  ),
  // Organization and access
  'organization.create': say(
    'Organization angelegt',
    'Organization created',
    ['die Organization angelegt', 'eine Organization anlegen'],
    ['created the Organization', 'create an Organization'],
  ),
  'organization.read': say(
    'Organization geöffnet',
    'Organization opened',
    ['die Organization geöffnet', 'eine Organization öffnen'],
    ['opened the Organization', 'open an Organization'],
  ),
  'organization.update': say(
    'Organization geändert',
    'Organization changed',
    ['die Angaben der Organization geändert', 'die Angaben der Organization ändern'],
    ['changed the details of the Organization', 'change the details of the Organization'],
  ),
  'space.create': say(
    'Space angelegt',
    'Space created',
    ['{subject} angelegt', 'einen Space anlegen'],
    ['created {subject}', 'create a Space'],
  ),
  'space.read': say(
    'Space geöffnet',
    'Space opened',
    ['{subject} geöffnet', '{subject} öffnen'],
    ['opened {subject}', 'open {subject}'],
  ),
  'space.update': say(
    'Space geändert',
    'Space changed',
    ['{subject} geändert', '{subject} ändern'],
    ['changed {subject}', 'change {subject}'],
  ),
  'space.archive': say(
    'Space archiviert',
    'Space archived',
    ['{subject} archiviert', '{subject} archivieren'],
    ['archived {subject}', 'archive {subject}'],
  ),
  'space.unarchive': say(
    'Space aus dem Archiv geholt',
    'Space taken out of the archive',
    ['{subject} aus dem Archiv geholt', '{subject} aus dem Archiv holen'],
    ['took {subject} out of the archive', 'take {subject} out of the archive'],
  ),
  'invitation.create': say(
    'Einladung verschickt',
    'Invitation sent',
    ['Personen eingeladen', 'Personen einladen'],
    ['invited people', 'invite people'],
  ),
  'invitation.read': say(
    'Einladung geöffnet',
    'Invitation opened',
    ['eine Einladung geöffnet', 'eine Einladung öffnen'],
    ['opened an invitation', 'open an invitation'],
  ),
  'invitation.revoke': say(
    'Einladung zurückgezogen',
    'Invitation revoked',
    ['eine Einladung zurückgezogen', 'eine Einladung zurückziehen'],
    ['revoked an invitation', 'revoke an invitation'],
  ),
  'invitation.accept': say(
    'Einladung angenommen',
    'Invitation accepted',
    ['die Einladung angenommen', 'eine Einladung annehmen'],
    ['accepted the invitation', 'accept an invitation'],
  ),
  'member.read': say(
    'Mitglied angesehen',
    'Member viewed',
    ['ein Mitglied angesehen', 'ein Mitglied ansehen'],
    ['viewed a member', 'view a member'],
  ),
  'member.change_role': say(
    'Rolle geändert',
    'Role changed',
    ['die Rolle eines Mitglieds geändert', 'die Rolle eines Mitglieds ändern'],
    ['changed the role of a member', 'change the role of a member'],
  ),
  'member.remove': say(
    'Mitglied entfernt',
    'Member removed',
    ['ein Mitglied entfernt', 'ein Mitglied entfernen'],
    ['removed a member', 'remove a member'],
  ),
  'grant.create': say(
    'Zugriff gegeben',
    'Access granted',
    ['jemandem Zugriff auf einen Space gegeben', 'jemandem Zugriff auf einen Space geben'],
    ['granted somebody access to a Space', 'grant somebody access to a Space'],
  ),
  'grant.revoke': say(
    'Zugriff entzogen',
    'Access revoked',
    ['jemandem den Zugriff auf einen Space entzogen', 'jemandem den Zugriff auf einen Space entziehen'],
    ['revoked somebody’s access to a Space', 'revoke somebody’s access to a Space'],
  ),
  'access_request.create': say(
    'Zugriff erbeten',
    'Access requested',
    ['um Zugriff gebeten', 'um Zugriff bitten'],
    ['asked for access', 'ask for access'],
  ),
  'access_request.read': say(
    'Anfrage geöffnet',
    'Request opened',
    ['eine Anfrage nach Zugriff geöffnet', 'eine Anfrage nach Zugriff öffnen'],
    ['opened a request for access', 'open a request for access'],
  ),
  'access_request.decide': say(
    'Anfrage entschieden',
    'Request decided',
    ['eine Anfrage nach Zugriff entschieden', 'eine Anfrage nach Zugriff entscheiden'],
    ['decided a request for access', 'decide a request for access'],
  ),
  'setting.read': say(
    'Einstellung angesehen',
    'Setting viewed',
    ['eine Einstellung angesehen', 'eine Einstellung ansehen'],
    ['viewed a setting', 'view a setting'],
  ),
  'setting.update': say(
    'Einstellung geändert',
    'Setting changed',
    ['eine Einstellung geändert', 'eine Einstellung ändern'],
    ['changed a setting', 'change a setting'],
  ),
  'setting.restore': say(
    'Einstellung wiederhergestellt',
    'Setting restored',
    ['eine frühere Einstellung wiederhergestellt', 'eine frühere Einstellung wiederherstellen'],
    ['restored an earlier setting', 'restore an earlier setting'],
  ),
  // Documents
  'document.create': say(
    'Dokument angelegt',
    'Document created',
    ['{subject} angelegt', 'ein Dokument anlegen'],
    ['created {subject}', 'create a document'],
  ),
  'document.read': say(
    'Dokument geöffnet',
    'Document opened',
    ['{subject} geöffnet', '{subject} öffnen'],
    ['opened {subject}', 'open {subject}'],
  ),
  'document.save_draft': say(
    'Entwurf gespeichert',
    'Draft saved',
    ['{subject} bearbeitet', '{subject} bearbeiten'],
    ['edited {subject}', 'edit {subject}'],
  ),
  'document_version.read': say(
    'Fassung geöffnet',
    'Version opened',
    ['eine Fassung eines Dokuments geöffnet', 'eine Fassung eines Dokuments öffnen'],
    ['opened a version of a document', 'open a version of a document'],
  ),
  'document.rename': say(
    'Dokument umbenannt',
    'Document renamed',
    ['{subject} umbenannt', '{subject} umbenennen'],
    ['renamed {subject}', 'rename {subject}'],
  ),
  'document.move': say(
    'Dokument verschoben',
    'Document moved',
    ['{subject} verschoben', '{subject} verschieben'],
    ['moved {subject}', 'move {subject}'],
  ),
  'document.archive': say(
    'Dokument archiviert',
    'Document archived',
    ['{subject} archiviert', '{subject} archivieren'],
    ['archived {subject}', 'archive {subject}'],
  ),
  'document.unarchive': say(
    'Dokument aus dem Archiv geholt',
    'Document taken out of the archive',
    ['{subject} aus dem Archiv geholt', '{subject} aus dem Archiv holen'],
    ['took {subject} out of the archive', 'take {subject} out of the archive'],
  ),
  'document.trash': say(
    'Dokument in den Papierkorb gelegt',
    'Document moved to the trash',
    ['{subject} in den Papierkorb gelegt', '{subject} in den Papierkorb legen'],
    ['moved {subject} to the trash', 'move {subject} to the trash'],
  ),
  'document.restore': say(
    'Dokument aus dem Papierkorb geholt',
    'Document taken out of the trash',
    ['{subject} aus dem Papierkorb geholt', '{subject} aus dem Papierkorb holen'],
    ['took {subject} out of the trash', 'take {subject} out of the trash'],
  ),
  'document.publish': say(
    'Dokument veröffentlicht',
    'Document published',
    ['{subject} veröffentlicht', '{subject} veröffentlichen'],
    ['published {subject}', 'publish {subject}'],
  ),
  'document.unpublish': say(
    'Veröffentlichung zurückgenommen',
    'Document unpublished',
    ['die Veröffentlichung zurückgenommen: {subject}', 'die Veröffentlichung zurücknehmen: {subject}'],
    ['unpublished {subject}', 'unpublish {subject}'],
  ),
  'document.restore_version': say(
    'Frühere Fassung wiederhergestellt',
    'Earlier version restored',
    ['{subject} auf eine frühere Fassung zurückgesetzt', '{subject} auf eine frühere Fassung zurücksetzen'],
    ['restored an earlier version of {subject}', 'restore an earlier version of {subject}'],
  ),
  'document.update_details': say(
    'Angaben eines Dokuments geändert',
    'Details of a document changed',
    ['Angaben geändert: {subject}', 'Angaben ändern: {subject}'],
    ['changed details of {subject}', 'change details of {subject}'],
  ),
  // The trail itself
  'audit.export': say(
    'Protokoll-Export angefordert',
    'Audit export requested',
    ['einen Export des Protokolls angefordert', 'das Protokoll exportieren'],
    ['requested an export of the audit trail', 'export the audit trail'],
  ),
  'audit.download': say(
    'Protokoll-Export heruntergeladen',
    'Audit export downloaded',
    ['einen Export des Protokolls heruntergeladen', 'einen Export des Protokolls herunterladen'],
    ['downloaded an export of the audit trail', 'download an export of the audit trail'],
  ),
  'audit_entry.read': say(
    'Protokolleintrag geöffnet',
    'Audit entry opened',
    ['einen Protokolleintrag geöffnet', 'einen Protokolleintrag öffnen'],
    ['opened an audit entry', 'open an audit entry'],
  ),
  'platform.demo_seeded': say(
    'Beispieldaten angelegt',
    'Demo data created',
    ['die Beispieldaten angelegt', 'die Beispieldaten anlegen'],
    ['created the demo data', 'create the demo data'],
  ),
};
