/**
 * The policy of an Organization: who comes in, and how. Judged at every request that names it (`tenancy.entry_bar`);
 * the defaults are what always holds.
 */
export const POLICY_SETTINGS = {
  'policy.sso': {
    kind: 'choice',
    default: 'optional',
    options: ['optional', 'required'],
    label: { de: 'Anmeldung über die Firma', en: 'Company sign-in' },
    description: {
      de: 'Pflicht: Nur wer sich über eine Verbindung dieser Organization anmeldet oder davon ausgenommen ist, kann sie öffnen.',
      en: 'Required: only those who sign in by a connection of this Organization, or are exempt, can open it.',
    },
  },
  'policy.factors': {
    kind: 'choice',
    default: 'any',
    options: ['any', 'passkeys'],
    label: { de: 'Zweite Faktoren', en: 'Second factors' },
    description: {
      de: 'Welcher zweite Faktor diese Organization öffnet: jeder, oder nur ein Passkey oder Sicherheitsschlüssel.',
      en: 'Which second factor opens this Organization: any, or a passkey or security key alone.',
    },
  },
  'policy.idle_minutes': {
    kind: 'number',
    default: 60,
    minimum: 5,
    maximum: 60,
    label: { de: 'Ohne Eingabe', en: 'Without activity' },
    description: {
      de: 'Nach so vielen Minuten ohne Anfrage an diese Organization wird ein Faktor verlangt.',
      en: 'After this many minutes without a request to this Organization, one factor is asked for.',
    },
  },
  'policy.session_hours': {
    kind: 'number',
    default: 24,
    minimum: 1,
    maximum: 24,
    label: { de: 'Dauer einer Sitzung', en: 'Length of a session' },
    description: {
      de: 'So viele Stunden nach der Anmeldung öffnet eine Sitzung diese Organization nicht mehr.',
      en: 'This many hours after the sign-in a session does not open this Organization any more.',
    },
  },
  'policy.addresses': {
    kind: 'text',
    default: '',
    maximumLength: 4000,
    listOf: 'networks',
    label: { de: 'Erlaubte Netze', en: 'Allowed networks' },
    description: {
      de: 'Nur von diesen Adressen aus öffnen Personen und Dienstkonten diese Organization, zum Beispiel 203.0.113.0/24, 2001:db8::/48. Leer: von überall.',
      en: 'People and service accounts open this Organization from these addresses alone, for example 203.0.113.0/24, 2001:db8::/48. Empty: from everywhere.',
    },
  },
  'policy.password_length': {
    kind: 'number',
    default: 8,
    minimum: 8,
    maximum: 64,
    label: { de: 'Länge von Passwörtern', en: 'Length of passwords' },
    description: {
      de: 'So viele Zeichen hat ein Passwort mindestens. Wer ein kürzeres hat, wählt beim nächsten Öffnen ein neues.',
      en: 'A password has at least this many characters. Whoever has a shorter one chooses a new one before opening it again.',
    },
  },
  'policy.password_history': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 24,
    label: { de: 'Frühere Passwörter', en: 'Former passwords' },
    description: {
      de: 'So viele frühere Passwörter dürfen nicht wiederkehren. 0: nur das bisherige nicht.',
      en: 'This many former passwords must not come back. 0: only the present one.',
    },
  },
  'policy.password_days': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 730,
    label: { de: 'Ablauf von Passwörtern', en: 'Expiry of passwords' },
    description: {
      de: 'Nach so vielen Tagen ist ein neues Passwort nötig. 0: kein Ablauf, wie NIST und BSI es empfehlen.',
      en: 'After this many days a new password is needed. 0: none, as NIST and BSI recommend.',
    },
  },
  'policy.sign_up_domains': {
    kind: 'text',
    default: '',
    maximumLength: 4000,
    listOf: 'domains',
    label: { de: 'Domains neuer Mitglieder', en: 'Domains of new members' },
    description: {
      de: 'Nur Personen mit einer E-Mail-Adresse dieser Domains können eingeladen werden oder über eine Verbindung beitreten, zum Beispiel firma.de. Leer: alle.',
      en: 'Only people with a mail address of these domains can be invited or join by a connection, for example company.com. Empty: all.',
    },
  },
} as const;
