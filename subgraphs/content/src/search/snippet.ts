/** A part of a snippet: as it stands, or what was searched for. */
export interface SnippetPart {
  readonly kind: 'SAME' | 'ADDED';
  readonly text: string;
}

/** Delimiters of matches in a headline: control characters, which no document holds. */
export const MATCH_START = '\u0002';
/** See {@link MATCH_START}. */
export const MATCH_END = '\u0003';

const AROUND = 90;

/** The parts of a headline that PostgreSQL made; matches are the ADDED ones. */
export function partsOfHeadline(headline: string): SnippetPart[] {
  const pieces = headline.replace(/\s+/g, ' ').split(MATCH_START);
  const parts: SnippetPart[] = [{ kind: 'SAME', text: pieces[0]! }];
  for (const piece of pieces.slice(1)) {
    const [match = '', rest = ''] = piece.split(MATCH_END);
    parts.push({ kind: 'ADDED', text: match }, { kind: 'SAME', text: rest });
  }
  return parts.filter((part) => part.text !== '');
}

/**
 * A snippet for a match that PostgreSQL does not mark: the end of a compound, or a word still being typed.
 * Looks for the words of the query as they stand; without any, the beginning of the text.
 */
export function excerpt(plain: string, query: string): SnippetPart[] {
  const text = plain.replace(/\s+/g, ' ');
  const lower = text.toLowerCase();
  const words = query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  // Where lower case changes lengths (İ), places would not fit: then nothing is marked.
  const found = lower.length === text.length ? words.map((word) => ({ at: lower.indexOf(word), word })) : [];
  const [first] = found.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
  if (!first) return after(text, 0, 2 * AROUND);
  const end = first.at + first.word.length;
  return [
    ...before(text, first.at),
    { kind: 'ADDED', text: text.slice(first.at, end) },
    ...after(text, end, AROUND),
  ];
}

function before(text: string, to: number): SnippetPart[] {
  const from = Math.max(0, to - AROUND);
  return same(`${from > 0 ? '… ' : ''}${text.slice(from, to).toWellFormed()}`);
}

function after(text: string, from: number, length: number): SnippetPart[] {
  const to = from + length;
  return same(`${text.slice(from, to).toWellFormed()}${to < text.length ? ' …' : ''}`);
}

const same = (text: string): SnippetPart[] => (text === '' ? [] : [{ kind: 'SAME', text }]);
