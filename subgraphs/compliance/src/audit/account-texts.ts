import { say, type ActionTexts } from './action-text.js';

/** Signing in and the own account. */
export const ACCOUNT_TEXTS: ActionTexts = {
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
  'passkey.begin_registration': say(
    'Passkey: Einrichten begonnen',
    'Passkey: set-up begun',
    ['begonnen, einen Passkey einzurichten', 'einen Passkey einrichten'],
    ['began to set up a passkey', 'set up a passkey'],
  ),
  'passkey.register': say(
    'Passkey eingerichtet',
    'Passkey set up',
    ['einen Passkey eingerichtet', 'einen Passkey einrichten'],
    ['set up a passkey', 'set up a passkey'],
  ),
  'passkey.rename': say(
    'Passkey umbenannt',
    'Passkey renamed',
    ['einen eigenen Passkey umbenannt', 'einen Passkey umbenennen'],
    ['renamed a passkey of their own', 'rename a passkey'],
  ),
  'passkey.remove': say(
    'Passkey entfernt',
    'Passkey removed',
    ['einen eigenen Passkey entfernt', 'einen Passkey entfernen'],
    ['removed a passkey of their own', 'remove a passkey'],
  ),
  'passkey.begin': say(
    'Passkey angefordert',
    'Passkey asked for',
    ['begonnen, einen Passkey zu zeigen', 'einen Passkey zeigen'],
    ['began to show a passkey', 'show a passkey'],
  ),
  'session.sign_in_with_passkey': say(
    'Anmeldung: Passkey',
    'Sign-in: passkey',
    ['sich mit einem Passkey angemeldet', 'sich mit einem Passkey anmelden'],
    ['signed in with a passkey', 'sign in with a passkey'],
  ),
  'session.verify_passkey': say(
    'Anmeldung: Passkey als zweiter Faktor',
    'Sign-in: passkey as second factor',
    [
      'sich mit einem Passkey als zweitem Faktor angemeldet',
      'sich mit einem Passkey als zweitem Faktor anmelden',
    ],
    ['signed in with a passkey as the second factor', 'sign in with a passkey as the second factor'],
  ),
  'second_factor.confirm_passkey': say(
    'Zweiter Faktor erneut gezeigt: Passkey',
    'Second factor shown again: passkey',
    ['den Passkey erneut gezeigt', 'den Passkey erneut zeigen'],
    ['showed the passkey once more', 'show the passkey once more'],
  ),
  'account.request_password_reset': say(
    'Neues Passwort angefordert',
    'New password asked for',
    ['einen Link für ein neues Passwort angefordert', 'einen Link für ein neues Passwort anfordern'],
    ['asked for a link for a new password', 'ask for a link for a new password'],
  ),
  'account.reset_password': say(
    'Passwort über einen Link neu gesetzt',
    'Password reset by a link',
    ['das eigene Passwort über einen Link neu gesetzt', 'das Passwort über einen Link neu setzen'],
    ['reset their password by a link', 'reset the password by a link'],
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
  'second_factor.begin_replacement': say(
    'Zweiter Faktor: Ersetzen begonnen',
    'Second factor: replacement begun',
    ['begonnen, die eigene Authenticator-App zu ersetzen', 'die eigene Authenticator-App ersetzen'],
    ['began to replace their authenticator app', 'replace their authenticator app'],
  ),
  'second_factor.replace': say(
    'Zweiter Faktor ersetzt',
    'Second factor replaced',
    ['die eigene Authenticator-App ersetzt', 'die eigene Authenticator-App ersetzen'],
    ['replaced their authenticator app', 'replace their authenticator app'],
  ),
  'second_factor.regenerate_recovery_codes': say(
    'Wiederherstellungscodes erneuert',
    'Recovery codes renewed',
    ['die eigenen Wiederherstellungscodes erneuert', 'die eigenen Wiederherstellungscodes erneuern'],
    ['renewed their recovery codes', 'renew their recovery codes'],
  ),
};
