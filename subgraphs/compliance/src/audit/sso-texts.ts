import { say, type ActionTexts } from './action-text.js';

/** Signing in by a connection of an Organization. */
export const SSO_TEXTS: ActionTexts = {
  'session.start_sso': say(
    'Anmeldung über eine Verbindung: begonnen',
    'Sign-in by a connection: begun',
    ['eine Anmeldung über eine Verbindung begonnen', 'sich über eine Verbindung anmelden'],
    ['began to sign in by a connection', 'sign in by a connection'],
  ),
  'session.sign_in_by_sso': say(
    'Anmeldung über eine Verbindung',
    'Sign-in by a connection',
    ['sich über eine Verbindung angemeldet', 'sich über eine Verbindung anmelden'],
    ['signed in by a connection', 'sign in by a connection'],
  ),
  'session.sso_refuse': say(
    'Anmeldung über eine Verbindung: abgelehnt',
    'Sign-in by a connection: refused',
    ['sich über eine Verbindung angemeldet', 'sich über eine Verbindung anmelden'],
    ['signed in by a connection', 'sign in by a connection'],
  ),
  'member.arrive_by_sso': say(
    'Erste Anmeldung über eine Verbindung',
    'First sign-in by a connection',
    ['sich zum ersten Mal über eine Verbindung angemeldet', 'sich über eine Verbindung anmelden'],
    ['signed in by a connection for the first time', 'sign in by a connection'],
  ),
  'account.link_sso': say(
    'Konto mit einer Verbindung verknüpft',
    'Account linked to a connection',
    ['das eigene Konto mit einer Verbindung verknüpft', 'das eigene Konto mit einer Verbindung verknüpfen'],
    ['linked their account to a connection', 'link their account to a connection'],
  ),
  'connection.take_certificate': say(
    'Zertifikat aus Metadaten übernommen',
    'Certificate taken from metadata',
    ['ein neues Zertifikat des Identity Providers übernommen', 'ein Zertifikat übernehmen'],
    ['took a new certificate of the identity provider', 'take a certificate'],
  ),
  'connection.begin_test': say(
    'Testlauf einer Verbindung: begonnen',
    'Test run of a connection: begun',
    ['einen Testlauf der Verbindung begonnen', 'einen Testlauf der Verbindung beginnen'],
    ['began a test run of the connection', 'begin a test run of the connection'],
  ),
  'connection.test': say(
    'Testlauf einer Verbindung',
    'Test run of a connection',
    ['einen Testlauf der Verbindung abgeschlossen', 'einen Testlauf der Verbindung abschließen'],
    ['finished a test run of the connection', 'finish a test run of the connection'],
  ),
};
