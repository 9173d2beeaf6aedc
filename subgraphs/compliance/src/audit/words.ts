import { ROLES, type Bilingual } from '#schema/permissions.js';
import { SETTINGS, type SettingDefinition } from '#schema/settings.js';

/** A language of the product. */
export type Language = 'de' | 'en';

const LANGUAGES: Readonly<Record<string, Bilingual>> = {
  de: { de: 'Deutsch', en: 'German' },
  en: { de: 'Englisch', en: 'English' },
};

const CLASSIFICATIONS: Readonly<Record<string, Bilingual>> = {
  public: { de: 'Öffentlich', en: 'Public' },
  internal: { de: 'Intern', en: 'Internal' },
  confidential: { de: 'Vertraulich', en: 'Confidential' },
  strictly_confidential: { de: 'Streng vertraulich', en: 'Strictly confidential' },
};

/** Stored values that are words of the product, by column. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  language: LANGUAGES,
  locale: LANGUAGES,
  'general.language': LANGUAGES,
  role_key: roleTexts(),
  space_role_key: roleTexts(),
  granted_role: roleTexts(),
  classification: CLASSIFICATIONS,
  'ai.highest_classification': CLASSIFICATIONS,
  'policy.sso': {
    optional: { de: 'freiwillig', en: 'optional' },
    required: { de: 'Pflicht', en: 'required' },
  },
  'policy.factors': {
    any: { de: 'jeder', en: 'any' },
    passkeys: { de: 'nur Passkeys', en: 'passkeys alone' },
  },
  ai_kind: {
    summarise: { de: 'Zusammenfassen', en: 'Summarise' },
    answer: { de: 'Frage beantworten', en: 'Answer a question' },
    rewrite: { de: 'Umschreiben', en: 'Rewrite' },
    translate: { de: 'Übersetzen', en: 'Translate' },
  },
  ai_outcome: {
    answered: { de: 'beantwortet', en: 'answered' },
    cut: { de: 'gekürzt', en: 'cut' },
    filtered: { de: 'vom Inhaltsfilter verhindert', en: 'prevented by the content filter' },
    nothing_found: { de: 'nichts gefunden, nichts gesendet', en: 'nothing found, nothing sent' },
    failed: { de: 'fehlgeschlagen', en: 'failed' },
    cancelled: { de: 'abgebrochen', en: 'cancelled' },
  },
  is_active: {
    true: { de: 'ja', en: 'yes' },
    false: { de: 'nein', en: 'no' },
  },
  membership: {
    begun: { de: 'begonnen', en: 'begun' },
    ended: { de: 'beendet', en: 'ended' },
  },
  scope: {
    organization: { de: 'Organization', en: 'Organization' },
    space: { de: 'Space', en: 'Space' },
  },
  state: {
    open: { de: 'offen', en: 'open' },
    approved: { de: 'genehmigt', en: 'approved' },
    declined: { de: 'abgelehnt', en: 'declined' },
    active: { de: 'aktiv', en: 'active' },
    ended: { de: 'beendet', en: 'ended' },
    revoked: { de: 'beendet', en: 'ended' },
    archived: { de: 'archiviert', en: 'archived' },
    true: { de: 'ein', en: 'on' },
    false: { de: 'aus', en: 'off' },
  },
};

function roleTexts(): Record<string, Bilingual> {
  return Object.fromEntries(Object.entries(ROLES).map(([key, { text }]) => [key, text]));
}

/** A stored value in words, if it is one of a column that has words; else as it is. */
export function valueWord(field: string, value: unknown, language: Language): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (field in SETTINGS && settingOf(field)?.kind === 'boolean')
    return VALUES['state']?.[text]?.[language] ?? text;
  return VALUES[field]?.[text]?.[language] ?? text;
}

/** The definition of a setting; `null` for a key that this version does not know. */
export function settingOf(key: string): SettingDefinition | null {
  return key in SETTINGS ? SETTINGS[key as keyof typeof SETTINGS] : null;
}

/** Text in the quotation marks of a language. */
export const quoted = (text: string, language: Language): string =>
  language === 'de' ? `„${text}“` : `“${text}”`;
