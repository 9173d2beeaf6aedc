import { isId } from '#runtime/graphql/ids.js';
import type { NameOf, Particulars } from './particulars.js';
import { quoted, valueWord, type Language } from './words.js';

/** What a sentence with particulars is made from. */
export interface Told extends Particulars {
  readonly language: Language;
  /** The subject in the accusative; in neutral words where the reader may not know its name. */
  readonly subject: string;
  /** Its name; `null` where the reader may not know it. */
  readonly subjectName: string | null;
  /** The Space in which it happened. */
  readonly spaceId: string | null;
  readonly nameOf: NameOf;
  /** A personal value in the clear; `null` where the reader may not see it, or the person was erased. */
  readonly open: (value: unknown) => string | null;
}

/** Says what was done, with particulars; `null` when they were not recorded. Completes "… hat" or "…". */
export type Teller = (told: Told) => string | null;

/** Tellers by action. */
export type Tellers = Readonly<Record<string, Teller>>;

/** A role's word in quotation marks; `null` when none was recorded. */
export function role({ language, nameOf }: Told, key: unknown): string | null {
  if (typeof key !== 'string') return null;
  if (!isId(key)) return quoted(valueWord('role_key', key, language), language);
  const name = nameOf('Role', key);
  return name === null ? (language === 'de' ? 'eigene Rolle' : 'custom role') : quoted(name, language);
}

/** A person by name, else in neutral words; German in the dative or accusative. */
export function person(told: Told, id: unknown, german: 'einer Person' | 'eine Person'): string {
  return told.nameOf('User', id) ?? (told.language === 'de' ? german : 'somebody');
}

/** „im Space „Vorstand““ or “in the Space “Board””; in neutral words where the reader may not know it. */
export function inSpace(told: Told, id: unknown): string {
  const name = told.nameOf('Space', id);
  if (told.language === 'de') return name === null ? 'in einem Space' : `im Space ${quoted(name, 'de')}`;
  return name === null ? 'in a Space' : `in the Space ${quoted(name, 'en')}`;
}
