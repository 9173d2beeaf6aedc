import type { Bilingual } from './permissions.js';

/** What every setting has: where it stands at first, and how it is called. */
interface SettingText {
  readonly label: Bilingual;
  readonly description: Bilingual;
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

/** A line of text. */
export interface TextSetting extends SettingText {
  readonly kind: 'text';
  readonly default: string;
  readonly maximumLength: number;
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
} as const satisfies Record<string, SettingDefinition>;

/** The key of a setting, for example `invitations.valid_days`. */
export type SettingKey = keyof typeof SETTINGS;

/** All setting keys, in the order in which they are shown. */
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
