import type { Bilingual } from '#schema/permissions.js';

/** What the tables hold, by their name. A test names those that have no word. */
export const SET_WORDS: Readonly<Record<string, Bilingual>> = {
  'identity.account': { de: 'Konto', en: 'Account' },
  'identity.session': { de: 'Sitzungen', en: 'Sessions' },
  'identity.known_browser': { de: 'Bekannte Geräte', en: 'Known devices' },
  'identity.guess': { de: 'Fehlversuche bei der Anmeldung', en: 'Failed attempts to sign in' },
  'identity.password': {
    de: 'Passwort (nur wann es gesetzt wurde)',
    en: 'Password (only when it was set)',
  },
  'identity.former_password': {
    de: 'Frühere Passwörter (nur wann sie ersetzt wurden)',
    en: 'Former passwords (only when they were replaced)',
  },
  'identity.password_reset': {
    de: 'Links zum Zurücksetzen des Passworts',
    en: 'Links that replace the password',
  },
  'identity.email_change': { de: 'Änderung der E-Mail-Adresse', en: 'Change of the e-mail address' },
  'identity.totp_factor': { de: 'Authenticator-Apps', en: 'Authenticator apps' },
  'identity.totp_replacement': { de: 'Wechsel der Authenticator-App', en: 'Change of the authenticator app' },
  'identity.passkey': { de: 'Passkeys und Sicherheitsschlüssel', en: 'Passkeys and security keys' },
  'identity.recovery_code': {
    de: 'Wiederherstellungscodes (nur ob sie verwendet wurden)',
    en: 'Recovery codes (only whether they were used)',
  },
  'identity.factor_reset': { de: 'Zurücksetzen der Faktoren', en: 'Resets of factors' },
  'identity.external_identity': {
    de: 'Identitäten bei der Anmeldung über eine Firma',
    en: 'Identities at company sign-ins',
  },
  'identity.sso_attempt': { de: 'Begonnene Anmeldungen über eine Firma', en: 'Company sign-ins begun' },
  'identity.sso_arrival': {
    de: 'Ankünfte nach einer Anmeldung über eine Firma',
    en: 'Arrivals from company sign-ins',
  },
  'identity.test_run': { de: 'Testläufe von Verbindungen', en: 'Test runs of connections' },
  'identity.directory_user': { de: 'Einträge in Verzeichnissen', en: 'Entries of directories' },
  'identity.directory_external': { de: 'Kennungen in Verzeichnissen', en: 'Ids in directories' },
  'identity.canary': { de: 'Prüfkonto', en: 'Probe account' },
  'tenancy.membership': { de: 'Mitgliedschaften', en: 'Memberships' },
  'tenancy.group_member': { de: 'Gruppen', en: 'Groups' },
  'tenancy.invitation': { de: 'Einladungen', en: 'Invitations' },
  'tenancy.support_visit': { de: 'Besuche als Support', en: 'Visits as support' },
  'tenancy.policy_exemption': { de: 'Ausnahmen von Richtlinien', en: 'Exemptions from policies' },
  'files.avatar': { de: 'Profilbild', en: 'Profile picture' },
  'ai.request': { de: 'Anfragen an die KI (ohne ihren Text)', en: 'Requests to the AI (without their text)' },
  'compliance.claim_run': { de: 'Ausgelöste Prüfungen', en: 'Checks run' },
  'compliance.claim_request': { de: 'Angeforderte Prüfungen', en: 'Checks asked for' },
  'compliance.dpa_notice': { de: 'Hinweise zum Auftragsvertrag', en: 'Notices about the agreement' },
  'compliance.supplier_reminder': { de: 'Erinnerungen zu Lieferanten', en: 'Reminders about suppliers' },
};

/** Purposes and periods in German; in English they read as they are declared. A test names those that are missing. */
export const PHRASES: Readonly<Record<string, string>> = {
  '1 day': '1 Tag',
  '180 days after the last sign-in from it': '180 Tage nach der letzten Anmeldung damit',
  '30 days': '30 Tage',
  '30 days after the end of the session': '30 Tage nach dem Ende der Sitzung',
  '90 days after its end': '90 Tage nach ihrem Ende',
  'Changing the address of the account': 'Die Adresse des Kontos ändern',
  'Invitation into an Organization': 'Einladung in eine Organization',
  'Keeping people as the company’s directory has them':
    'Personen so führen, wie sie im Verzeichnis der Firma stehen',
  'Knowing a person again who comes by a connection':
    'Eine Person wiedererkennen, die über eine Verbindung kommt',
  'Language of screens and mail': 'Sprache der Oberfläche und der E-Mails',
  'Limit of checks that visitors may run (hash of the network address)':
    'Begrenzung der Prüfungen durch Besucher (Hash der Netzadresse)',
  'List of own sessions': 'Liste der eigenen Sitzungen',
  'List of own sessions, idle limit': 'Liste der eigenen Sitzungen, Grenze ohne Eingabe',
  'List of own sessions: the network alone, an IPv4 /24 or an IPv6 /48':
    'Liste der eigenen Sitzungen: nur das Netz, IPv4 /24 oder IPv6 /48',
  'Recognising a known device': 'Ein bekanntes Gerät wiedererkennen',
  'Recognising colleagues, as the person chose to (GDPR Art. 6(1)(a))':
    'Von Kolleginnen und Kollegen erkannt werden, weil die Person es so gewählt hat (Art. 6 Abs. 1 lit. a DSGVO)',
  'Setting a connection up': 'Eine Verbindung einrichten',
  'Sign-in and user management': 'Anmeldung und Verwaltung der Konten',
  'Telling the person of a sign-in from a new device':
    'Der Person eine Anmeldung von einem neuen Gerät mitteilen',
  'Telling the identity provider that the session has ended':
    'Dem Identitätsanbieter mitteilen, dass die Sitzung beendet ist',
  'until removed or the account is erased': 'bis es entfernt oder das Konto gelöscht wird',
  'until the account is deleted': 'bis das Konto gelöscht wird',
  'until the account is deleted or the connection is removed':
    'bis das Konto gelöscht oder die Verbindung entfernt wird',
  'until the directory removes the person': 'bis das Verzeichnis die Person entfernt',
};
