import { visibleText } from './patterns.js';

/** A person as the Organization knows them. */
export interface KnownPerson {
  readonly name: string;
  readonly email: string;
}

const SHORTEST_PART = 3;

/** Words that are parts of names and much more often just words; a full name with them is masked all the same. */
const WORDS = new Set(
  'der die das den dem des ein eine und oder von vom zum zur für mit bei aus ist the and for from with not but are was'.split(
    ' ',
  ),
);

/** One way in which a name is written: the whole name, or one part of it. */
export interface NameForm {
  /** Position of the person; parts that several people share belong to the first. */
  readonly person: number;
  readonly text: string;
  readonly isWhole: boolean;
}

/** All forms of all names, the longest first, so that a whole name wins over its parts. */
export function nameForms(people: readonly KnownPerson[]): NameForm[] {
  const forms = new Map<string, NameForm>();
  people.forEach(({ name }, person) => {
    const parts = visibleText(name).split(/\s+/).filter(Boolean);
    const whole =
      parts.length > 1 ? [parts.join(' '), `${parts.at(-1)}, ${parts.slice(0, -1).join(' ')}`] : parts;
    for (const text of whole) add(forms, { person, text, isWhole: true });
    for (const text of parts.flatMap((part) => [part, ...part.split('-')]))
      if (isTelling(text)) add(forms, { person, text, isWhole: false });
  });
  return [...forms.values()].sort((a, b) => b.text.length - a.text.length || a.text.localeCompare(b.text));
}

function add(forms: Map<string, NameForm>, form: NameForm): void {
  const key = form.text.toLowerCase();
  if (form.text !== '' && !forms.has(key)) forms.set(key, form);
}

function isTelling(part: string): boolean {
  return part.length >= SHORTEST_PART && /\p{L}/u.test(part) && !WORDS.has(part.toLowerCase());
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const firstWord = (text: string): string => (text.match(WORD)?.[0] ?? '').toLowerCase();

/** Replaces every name in a text; `replace` is given what was found and whose it is. */
export type ReplaceNames = (text: string, replace: (found: string, form: NameForm) => string) => string;

/**
 * Finds names as whole words; an s of the genitive may follow. Whole names count in any case, parts where they begin
 * with a capital. Looks words up instead of trying every name, so that it stays fast for thousands of people.
 */
export function nameReplacer(forms: readonly NameForm[]): ReplaceNames {
  const byFirstWord = Map.groupBy(forms, ({ text }) => firstWord(text));
  const expressions = new Map<NameForm, RegExp>();
  const expressionOf = (form: NameForm): RegExp => {
    const known = expressions.get(form);
    if (known) return known;
    // eslint-disable-next-line security/detect-non-literal-regexp -- words of a name, every sign of them escaped
    const made = new RegExp(
      `${escape(form.text).replaceAll(' ', '[\\s\\u00a0]+')}(?=s?(?![\\p{L}\\p{N}\\p{M}]))`,
      'iuy',
    );
    expressions.set(form, made);
    return made;
  };
  const at = (text: string, index: number, word: string): { found: string; form: NameForm } | null => {
    const keys = [word.toLowerCase(), word.toLowerCase().replace(/s$/, '')];
    for (const form of keys.flatMap((key) => byFirstWord.get(key) ?? [])) {
      const expression = expressionOf(form);
      expression.lastIndex = index;
      const found = expression.exec(text)?.[0];
      if (found && isWritten(found, form)) return { found, form };
    }
    return null;
  };
  return (text, replace) => {
    let done = '';
    let from = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (index < from) continue;
      const hit = at(text, index, word);
      if (!hit) continue;
      done += text.slice(from, index) + replace(hit.found, hit.form);
      from = index + hit.found.length;
    }
    return done + text.slice(from);
  };
}

/** „die“ is no name where it is written small; a name of several words is one however it is written. */
function isWritten(found: string, { isWhole, text }: NameForm): boolean {
  const first = found.charAt(0);
  return (isWhole && text.includes(' ')) || first !== first.toLowerCase() || !/\p{Ll}/u.test(first);
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
