import type { Bilingual } from './permissions.js';

/** What every setting has: where it stands at first, and how it is called. */
interface SettingText {
  readonly label: Bilingual;
  readonly description: Bilingual;
  /** Counts in the operator's Organization alone, and is shown nowhere else. */
  readonly isOperators?: boolean;
}

/** A whole number within bounds, in a unit that its description names. */
export interface NumberSetting extends SettingText {
  readonly kind: 'number';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** One of a few values. */
export interface ChoiceSetting extends SettingText {
  readonly kind: 'choice';
  readonly default: string;
  readonly options: readonly string[];
}

/** On or off. */
export interface BooleanSetting extends SettingText {
  readonly kind: 'boolean';
  readonly default: boolean;
}

/** A line of text, or a list in one line: of networks (CIDR), or of mail domains. */
export interface TextSetting extends SettingText {
  readonly kind: 'text';
  readonly default: string;
  readonly maximumLength: number;
  readonly listOf?: 'networks' | 'domains';
}

/** The definition of one setting. */
export type SettingDefinition = NumberSetting | ChoiceSetting | BooleanSetting | TextSetting;

/**
 * Every setting of an Organization. A setting is listed here only when something follows it; the database
 * gets the defaults from here at every migration (`tenancy.setting(key)`).
 */
export const SETTINGS = {
  'general.language': {
    kind: 'choice',
    default: 'de',
    options: ['de', 'en'],
    label: { de: 'Sprache der Organization', en: 'Language of the Organization' },
    description: {
      de: 'Sprache der Einladungen und Vorgabe für neue Dokumente.',
      en: 'Language of invitations and default for new documents.',
    },
  },
  'invitations.valid_days': {
    kind: 'number',
    default: 7,
    minimum: 1,
    maximum: 30,
    label: { de: 'Gültigkeit von Einladungen', en: 'Validity of invitations' },
    description: {
      de: 'Nach so vielen Tagen verfällt ein Einladungslink. Gilt für neue Einladungen.',
      en: 'An invitation link expires after this many days. Applies to new invitations.',
    },
  },
  'invitations.default_role': {
    kind: 'choice',
    default: 'organization.member',
    options: ['organization.member', 'organization.guest'],
    label: { de: 'Rolle in Einladungen', en: 'Role in invitations' },
    description: {
      de: 'Als was jemand eingeladen wird, wenn nichts anderes gewählt ist.',
      en: 'What somebody is invited to be when nothing else is chosen.',
    },
  },
  'members.guest_days': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 1825,
    label: { de: 'Ende für Gäste', en: 'End for guests' },
    description: {
      de: 'Nach so vielen Tagen endet die Mitgliedschaft neu eingeladener Gäste, wenn nichts anderes gewählt ist. 0: kein Ende.',
      en: 'The membership of newly invited guests ends after this many days when nothing else is chosen. 0: no end.',
    },
  },
  'members.auditor_days': {
    kind: 'number',
    default: 90,
    minimum: 1,
    maximum: 1825,
    label: { de: 'Ende für Auditoren', en: 'End for auditors' },
    description: {
      de: 'Nach so vielen Tagen endet die Mitgliedschaft neu eingeladener Auditoren, wenn nichts anderes gewählt ist.',
      en: 'The membership of newly invited auditors ends after this many days when nothing else is chosen.',
    },
  },
  'documents.review_months': {
    kind: 'number',
    default: 12,
    minimum: 0,
    maximum: 36,
    label: { de: 'Prüfintervall für Dokumente', en: 'Review interval of documents' },
    description: {
      de: 'So viele Monate nach der Veröffentlichung ist die nächste Prüfung fällig. 0: keine Vorgabe.',
      en: 'The next review is due this many months after publishing. 0: no date is set.',
    },
  },
  'documents.coalesce_minutes': {
    kind: 'number',
    default: 10,
    minimum: 1,
    maximum: 60,
    label: { de: 'Automatisches Speichern zusammenfassen', en: 'Combine automatic saves' },
    description: {
      de: 'Gespeicherte Stände derselben Person innerhalb so vieler Minuten werden eine Version.',
      en: 'Saves by the same person within this many minutes become one version.',
    },
  },
  'ai.enabled': {
    kind: 'boolean',
    default: false,
    label: { de: 'KI verwenden', en: 'Use AI' },
    description: {
      de: 'Mitglieder dürfen KI auf Inhalte anwenden, die sie lesen dürfen. Diese gehen dabei maskiert an den Dienst, den der Betreiber eingerichtet hat.',
      en: 'Members may use AI on content that they may read. It is masked and sent to the service that the operator has set up.',
    },
  },
  'ai.highest_classification': {
    kind: 'choice',
    default: 'confidential',
    options: ['public', 'internal', 'confidential', 'strictly_confidential'],
    label: { de: 'Höchste Einstufung für KI', en: 'Highest classification for AI' },
    description: {
      de: 'Texte von Dokumenten mit einer höheren Einstufung gehen nie an die KI.',
      en: 'Texts of documents that are classified higher never go to the AI.',
    },
  },
  'ai.monthly_tokens': {
    kind: 'number',
    default: 2_000_000,
    minimum: 0,
    maximum: 900_000_000,
    label: { de: 'KI-Tokens im Monat', en: 'AI tokens a month' },
    description: {
      de: 'So viele Tokens dürfen alle Mitglieder zusammen in einem Kalendermonat (UTC) verbrauchen.',
      en: 'All members together may use this many tokens in a calendar month (UTC).',
    },
  },
  'ai.monthly_tokens_per_person': {
    kind: 'number',
    default: 200_000,
    minimum: 0,
    maximum: 900_000_000,
    label: { de: 'KI-Tokens im Monat je Person', en: 'AI tokens a month for each person' },
    description: {
      de: 'So viele Tokens darf eine Person in einem Kalendermonat (UTC) verbrauchen.',
      en: 'One person may use this many tokens in a calendar month (UTC).',
    },
  },
  'files.quota_gb': {
    kind: 'number',
    default: 20,
    minimum: 1,
    maximum: 10_000,
    label: { de: 'Speicher für Dateien', en: 'Storage for files' },
    description: {
      de: 'So viele Gigabyte kann die Organization insgesamt speichern, frühere Versionen und Papierkorb eingerechnet.',
      en: 'The Organization can store this many gigabytes in all, former versions and trash included.',
    },
  },
  'files.max_size_mb': {
    kind: 'number',
    default: 2048,
    minimum: 1,
    maximum: 20_480,
    label: { de: 'Größte Datei', en: 'Largest file' },
    description: {
      de: 'So viele Megabyte darf eine einzelne Datei höchstens haben.',
      en: 'A single file may have at most this many megabytes.',
    },
  },
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
  'operator.canary_hours': {
    kind: 'number',
    default: 6,
    minimum: 0,
    maximum: 168,
    isOperators: true,
    label: {
      de: 'Isolation der laufenden Installation prüfen',
      en: 'Probe isolation of the running installation',
    },
    description: {
      de: 'Alle so viele Stunden fragen Kanarienvogel-Organizations jeden Vorgang des Webclients nach fremden Daten. 0: nie.',
      en: 'Every so many hours canary Organizations ask every operation of the web client for foreign data. 0: never.',
    },
  },
} as const satisfies Record<string, SettingDefinition>;

/** The key of a setting, for example `invitations.valid_days`. */
export type SettingKey = keyof typeof SETTINGS;

/** All setting keys, in the order in which they are shown. */
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
