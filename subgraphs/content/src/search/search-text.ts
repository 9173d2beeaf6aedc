import { invalidInput } from '#runtime/errors/catalogue.js';
import { hasForbiddenCharacter, normaliseText } from '#schema/document-model/text.js';

/** A search as `content.search()` takes it. */
export interface SearchText {
  /** Everything, in the syntax of `websearch_to_tsquery`: words, "phrases", or, -not. */
  readonly query: string;
  /** What stands before the last word. */
  readonly head: string;
  /** The last word, which may still be being typed; empty when it is excluded or part of a phrase. */
  readonly tail: string;
}

const MAXIMUM = 200;
const LAST_WORD = /[\p{L}\p{N}]+$/u;

/** Takes a search apart; null when there is nothing to search for. Throws INVALID_INPUT beyond 200 characters. */
export function parseSearchText(text: string): SearchText | null {
  const query = normaliseText(text).replace(/\s+/g, ' ').trim();
  if (query === '') return null;
  if (query.length > MAXIMUM || hasForbiddenCharacter(query)) {
    throw invalidInput(
      'query',
      `Bitte suchen Sie mit höchstens ${MAXIMUM} Zeichen, ohne Steuerzeichen.`,
      `Please search with ${MAXIMUM} characters at most, without control characters.`,
    );
  }
  const tail = LAST_WORD.exec(query)?.[0] ?? '';
  const head = query.slice(0, query.length - tail.length);
  const inPhrase = (head.match(/"/g)?.length ?? 0) % 2 === 1;
  return inPhrase || head.endsWith('-') ? { query, head: '', tail: '' } : { query, head: head.trim(), tail };
}
