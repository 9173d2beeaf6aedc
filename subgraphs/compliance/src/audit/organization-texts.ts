import { say, type ActionTexts } from './action-text.js';

/** Organizations, Spaces and who may do what in them. */
export const ORGANIZATION_TEXTS: ActionTexts = {
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
    ['für {subject} die Rolle geändert', 'für {subject} die Rolle ändern'],
    ['changed the role of {subject}', 'change the role of {subject}'],
  ),
  'member.remove': say(
    'Mitglied entfernt',
    'Member removed',
    ['{subject} aus der Organization entfernt', '{subject} aus der Organization entfernen'],
    ['removed {subject} from the Organization', 'remove {subject} from the Organization'],
  ),
  'space_grant.create': say(
    'Zugriff gegeben',
    'Access granted',
    ['jemandem Zugriff auf einen Space gegeben', 'jemandem Zugriff auf einen Space geben'],
    ['granted somebody access to a Space', 'grant somebody access to a Space'],
  ),
  'space_grant.revoke': say(
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
};
