import { ACTION_TEXTS } from './action-texts.js';

/** The actions that the trail can be filtered by, sorted by their names in the reader's language. */
export function knownActions(language: 'de' | 'en'): { name: string; label: string }[] {
  return Object.entries(ACTION_TEXTS)
    .map(([name, text]) => ({ name, label: text.label[language] }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
}
