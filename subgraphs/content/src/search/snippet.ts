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
  if (!first) return cut(text, 0, 2 * AROUND);
  const end = first.at + first.word.length;
  return [
    ...cut(text, first.at - AROUND, first.at),
    { kind: 'ADDED', text: text.slice(first.at, end) },
    ...cut(text, end, end + AROUND),
  ];
}

function cut(text: string, from: number, to: number): SnippetPart[] {
  const piece = text.slice(Math.max(0, from), to).toWellFormed();
  if (piece === '') return [];
  return [
    {
      kind: 'SAME',
      text: `${from > 0 ? '… ' : ''}${piece}${to < text.length && from >= 0 && to > from + AROUND - 1 ? ' …' : ''}`,
    },
  ];
}
