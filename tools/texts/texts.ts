import { de } from './de.js';
import { en } from './en.js';

/** A language of the product. */
export type Language = 'de' | 'en';

/** Everything the command line says, in one language. */
export type Texts = typeof en;

const TEXTS: Readonly<Record<Language, Texts>> = { de, en };

/** The texts of a language. */
export function textsIn(language: Language): Texts {
  return TEXTS[language];
}
