import { say, type ActionTexts } from './action-text.js';

/** Connections to identity providers, and domains of an Organization. */
export const CONNECTION_TEXTS: ActionTexts = {
  'connection.read': say(
    'Verbindung angesehen',
    'Connection viewed',
    ['{subject} angesehen', '{subject} ansehen'],
    ['viewed {subject}', 'view {subject}'],
  ),
  'connection.create': say(
    'Verbindung angelegt',
    'Connection created',
    ['{subject} angelegt', 'eine Verbindung anlegen'],
    ['created {subject}', 'create a connection'],
  ),
  'connection.rename': say(
    'Verbindung umbenannt',
    'Connection renamed',
    ['{subject} umbenannt', '{subject} umbenennen'],
    ['renamed {subject}', 'rename {subject}'],
  ),
  'connection.configure_saml': say(
    'Verbindung eingerichtet (SAML)',
    'Connection configured (SAML)',
    ['{subject} eingerichtet', '{subject} einrichten'],
    ['configured {subject}', 'configure {subject}'],
  ),
  'connection.renew_keys': say(
    'Verbindung: eigene Schlüssel erneuert',
    'Connection: own keys renewed',
    ['unsere Schlüssel erneuert: {subject}', 'unsere Schlüssel erneuern: {subject}'],
    ['renewed our keys of {subject}', 'renew our keys of {subject}'],
  ),
  'connection.configure_oidc': say(
    'Verbindung eingerichtet (OpenID Connect)',
    'Connection configured (OpenID Connect)',
    ['{subject} eingerichtet', '{subject} einrichten'],
    ['configured {subject}', 'configure {subject}'],
  ),
  'connection.configure_oauth': say(
    'Verbindung eingerichtet (OAuth 2.0)',
    'Connection configured (OAuth 2.0)',
    ['{subject} eingerichtet', '{subject} einrichten'],
    ['configured {subject}', 'configure {subject}'],
  ),
  'connection.configure_arrivals': say(
    'Verbindung: Rollen und Zuordnung geändert',
    'Connection: roles and mapping changed',
    ['Rollen und Zuordnung geändert: {subject}', 'Rollen und Zuordnung ändern: {subject}'],
    ['changed roles and mapping of {subject}', 'change roles and mapping of {subject}'],
  ),
  'connection.accept_assurance': say(
    'Verbindung: zweiter Faktor anerkannt',
    'Connection: second factor accepted',
    ['geändert, was als zweiter Faktor zählt: {subject}', 'ändern, was als zweiter Faktor zählt: {subject}'],
    [
      'changed what counts as a second factor of {subject}',
      'change what counts as a second factor of {subject}',
    ],
  ),
  'connection.restore': say(
    'Version einer Verbindung wiederhergestellt',
    'Version of a connection restored',
    ['eine frühere Version wiederhergestellt: {subject}', 'eine frühere Version wiederherstellen: {subject}'],
    ['restored an earlier version of {subject}', 'restore an earlier version of {subject}'],
  ),
  'connection.activate': say(
    'Verbindung eingeschaltet',
    'Connection switched on',
    ['{subject} eingeschaltet', '{subject} einschalten'],
    ['switched on {subject}', 'switch on {subject}'],
  ),
  'connection.switch_off': say(
    'Verbindung ausgeschaltet',
    'Connection switched off',
    ['{subject} ausgeschaltet', '{subject} ausschalten'],
    ['switched off {subject}', 'switch off {subject}'],
  ),
  'connection.archive': say(
    'Verbindung archiviert',
    'Connection archived',
    ['{subject} archiviert', '{subject} archivieren'],
    ['archived {subject}', 'archive {subject}'],
  ),
  'domain.read': say(
    'Domain angesehen',
    'Domain viewed',
    ['{subject} angesehen', '{subject} ansehen'],
    ['viewed {subject}', 'view {subject}'],
  ),
  'domain.add': say(
    'Domain hinzugefügt',
    'Domain added',
    ['{subject} hinzugefügt', 'eine Domain hinzufügen'],
    ['added {subject}', 'add a domain'],
  ),
  'domain.verify': say(
    'Domain bestätigt',
    'Domain verified',
    ['{subject} bestätigt', '{subject} bestätigen'],
    ['verified {subject}', 'verify {subject}'],
  ),
  'domain.route': say(
    'Domain: Verbindung gewählt',
    'Domain: connection chosen',
    [
      'gewählt, wohin Personen dieser Domain geleitet werden: {subject}',
      'wählen, wohin Personen dieser Domain geleitet werden: {subject}',
    ],
    [
      'chose where people of a domain are led: {subject}',
      'choose where people of a domain are led: {subject}',
    ],
  ),
  'domain.remove': say(
    'Domain entfernt',
    'Domain removed',
    ['{subject} entfernt', '{subject} entfernen'],
    ['removed {subject}', 'remove {subject}'],
  ),
};
