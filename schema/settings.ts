import type { Bilingual } from './permissions.js';
import { POLICY_SETTINGS } from './policy-settings.js';

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
  ...POLICY_SETTINGS,
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
