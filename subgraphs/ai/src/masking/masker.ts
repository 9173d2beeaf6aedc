import { nameForms, nameReplacer, type KnownPerson } from './names.js';
import { CLOSE, OPEN, PATTERNS, visibleText, type MaskedKind } from './patterns.js';

/** What stands for what in one request. */
export interface Replacement {
  readonly placeholder: string;
  readonly original: string;
  /** `null` for a bracket of ours that stood in a text. */
  readonly kind: MaskedKind | null;
}

/** Takes names, addresses and numbers out of the texts of one request and puts them back into its answer. */
export interface Masker {
  /** The text as it is sent. What cannot be seen is left out; everything else comes back by {@link Masker.restore}. */
  mask(text: string): string;
  /** The original of a placeholder that was sent; `null` for any other. */
  restore(placeholder: string): string | null;
  /** Everything that was replaced so far. */
  replacements(): readonly Replacement[];
}

const BRACKET = /[⟦⟧]/gu;
const PLACEHOLDER = /⟦[A-Z][0-9.]{1,12}⟧/gu;

/**
 * Makes the masker of one request. The same original has the same placeholder throughout; only what was sent has one,
 * so an answer can bring back nothing that its asker's own texts did not hold.
 */
export function createMasker(people: readonly KnownPerson[]): Masker {
  const table = createTable();
  const replaceNames = nameReplacer(nameForms(people));
  const mask = (text: string): string => {
    // Brackets first: afterwards every one that stands in the text is ours.
    let masked = visibleText(text).replace(BRACKET, (found) => table.add('X', found, null));
    for (const { kind, letter, expression, accepts } of PATTERNS)
      masked = outsidePlaceholders(masked, (part) =>
        part.replace(expression, (found) =>
          accepts?.(found) === false ? found : table.add(letter, found, kind),
        ),
      );
    return outsidePlaceholders(masked, (part) =>
      replaceNames(part, (found, { person }) => table.addName(found, person)),
    );
  };
  return { mask, restore: table.original, replacements: table.all };
}

function outsidePlaceholders(text: string, replace: (part: string) => string): string {
  let done = '';
  let from = 0;
  for (const { 0: placeholder, index } of text.matchAll(PLACEHOLDER)) {
    done += replace(text.slice(from, index)) + placeholder;
    from = index + placeholder.length;
  }
  return done + replace(text.slice(from));
}

function createTable() {
  const byOriginal = new Map<string, Replacement>();
  const byPlaceholder = new Map<string, Replacement>();
  const numbers = new Map<string, number>();
  const people = new Map<number, number>();
  const next = (of: string): number => {
    const number = (numbers.get(of) ?? 0) + 1;
    numbers.set(of, number);
    return number;
  };
  const keep = (label: () => string, original: string, kind: MaskedKind | null): string => {
    const known = byOriginal.get(original);
    if (known) return known.placeholder;
    const replacement = { placeholder: `${OPEN}${label()}${CLOSE}`, original, kind };
    byOriginal.set(original, replacement);
    byPlaceholder.set(replacement.placeholder, replacement);
    return replacement.placeholder;
  };
  return {
    add: (letter: string, original: string, kind: MaskedKind | null) =>
      keep(() => `${letter}${next(letter)}`, original, kind),
    /** „Paula Stein“ and „Paula“ are P1.1 and P1.2: the model sees that they are one person. */
    addName: (original: string, person: number) =>
      keep(
        () => {
          const number = people.get(person) ?? next('P');
          people.set(person, number);
          return `P${number}.${next(`P${number}`)}`;
        },
        original,
        'PERSON',
      ),
    original: (placeholder: string) => byPlaceholder.get(placeholder)?.original ?? null,
    all: () => [...byPlaceholder.values()],
  };
}
