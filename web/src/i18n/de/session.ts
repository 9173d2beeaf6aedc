import type { enSession } from '../en/session.ts';

/** German texts (formal) of sessions that rest or end, of entering Organizations, and of sign-ins. */
export const deSession: Readonly<Record<keyof typeof enSession, string>> = {
  'again.text.organization':
    '{organization} verlangt eine neue Anmeldung. Melden Sie sich an und machen Sie dort weiter, wo Sie waren; alles Geschriebene ist noch da.',
  'company.signIn': 'Über Ihre Organization anmelden',
  'company.signInBy': 'Mit {name} anmelden',
  'entry.addPasskey': 'Passkey einrichten',
  'entry.changePassword': 'Passwort ändern',
  'entry.others': 'Zu Ihren anderen Organizations',
  'entry.signInAgain': 'Neu anmelden',
  'entry.text.address':
    'Diese Organization lässt sich nur aus bestimmten Netzen öffnen, und Ihres gehört nicht dazu. Wechseln Sie in das Netz Ihrer Organization (zum Beispiel über VPN), oder wenden Sie sich an deren Verantwortliche.',
  'entry.text.factor':
    'Diese Organization verlangt einen Passkey. Bestätigen Sie mit einem Passkey, oder richten Sie jetzt einen ein.',
  'entry.text.factorByCompany':
    'Diese Organization verlangt einen Passkey, und Ihr Identitätsanbieter muss ihn bestätigen. Melden Sie sich noch einmal über Ihre Organization an und benutzen Sie dort einen Passkey. Hilft das nicht, wenden Sie sich an die Verantwortlichen Ihrer Organization.',
  'entry.text.idle':
    'Sie waren hier länger nicht tätig, als es diese Organization vorsieht. Bestätigen Sie kurz, dass Sie es sind, und es geht weiter.',
  'entry.text.old':
    'Ihre Anmeldung liegt länger zurück, als es diese Organization vorsieht. Melden Sie sich neu an, und es geht weiter.',
  'entry.text.password':
    'Ihr Passwort erfüllt die Regeln dieser Organization nicht mehr. Ändern Sie es, und es geht weiter.',
  'entry.text.sso': 'Diese Organization verlangt die Anmeldung über ihren eigenen Anmeldedienst.',
  'entry.title': '{organization} ist noch nicht offen',
  'entry.wake': 'Bestätigen',
  'idle.end':
    'Um {at} werden Sie gebeten, sich neu anzumelden. Die Seite bleibt, wie sie ist, samt dem, was Sie schreiben.',
  'idle.seen': 'In Ordnung',
  'idle.stay': 'Weiterarbeiten',
  'idle.text':
    'Ihre Sitzung hat geruht. Bestätigen Sie kurz, dass Sie es sind, und machen Sie dort weiter, wo Sie waren; alles Geschriebene ist noch da.',
  'idle.text.organization':
    'Sie waren in {organization} länger nicht tätig. Bestätigen Sie kurz, dass Sie es sind, und machen Sie dort weiter, wo Sie waren; alles Geschriebene ist noch da.',
  'idle.title': 'Sind Sie noch da?',
  'idle.warning': 'In etwa einer Minute fragt Kopexa, ob Sie es noch sind.',
  'sessions.idle': 'Ruht',
  'sessions.way': 'Angemeldet mit',
  'sessions.way.connection': 'Über {name}',
  'sessions.way.passkey': 'Passkey',
  'sessions.way.password': 'Passwort',
  'sessions.way.passwordAndApp': 'Passwort und App',
  'sessions.way.passwordAndPasskey': 'Passwort und Passkey',
  'sessions.way.passwordAndRecovery': 'Passwort und Wiederherstellungscode',
  'signIns.at': 'Wann',
  'signIns.failed': 'Abgelehnt',
  'signIns.failed.code': 'Abgelehnt: falscher Code',
  'signIns.failed.copied': 'Abgelehnt: Kopie des Passkeys',
  'signIns.failed.elsewhere': 'Abgelehnt: Passkey auf einer fremden Seite',
  'signIns.failed.password': 'Abgelehnt: falsches Passwort',
  'signIns.failed.throttled': 'Abgelehnt: zu viele Versuche',
  'signIns.failed.unverified': 'Abgelehnt: Gerät hat nichts geprüft',
  'signIns.means': 'Womit',
  'signIns.means.connection': 'Organization',
  'signIns.means.passkey': 'Passkey',
  'signIns.means.password': 'Passwort',
  'signIns.means.secondFactor': 'Zweiter Faktor',
  'signIns.none': 'In den letzten 30 Tagen gab es keine Anmeldung.',
  'signIns.ok': 'Angenommen',
  'signIns.outcome': 'Ergebnis',
  'signIns.text':
    'Die letzten 30 Tage, auch was abgelehnt wurde. Vom Ort kennt Kopexa nur das Netz; nachgeschlagen wird er nicht.',
  'signIns.title': 'Letzte Anmeldungen',
};
