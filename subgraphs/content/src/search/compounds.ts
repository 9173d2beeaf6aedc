const LONG_WORD = /\p{L}{10,60}/gu;
const VOWEL = /[aeiouyäöü]/;
const SHORTEST_HEAD = 4;
const SHORTEST_TAIL = 5;
const MAXIMUM_LENGTH = 100_000;

/**
 * The tails of long German words, so that „Richtlinie“ finds „Passwortrichtlinie“ although PostgreSQL's
 * German dictionary does not take compounds apart: every end of a word of ten letters or more that leaves
 * something pronounceable on both sides. Beginnings need none of it, they are found by prefix.
 *
 * Returns at most 100,000 characters, one word between two spaces.
 */
export function compoundTails(text: string): string {
  const tails: string[] = [];
  let length = 0;
  for (const word of new Set(text.toLowerCase().match(LONG_WORD))) {
    for (let at = SHORTEST_HEAD; at <= word.length - SHORTEST_TAIL; at += 1) {
      if (!VOWEL.test(word.slice(0, at)) || !VOWEL.test(word.slice(at))) continue;
      length += word.length - at + 1;
      if (length > MAXIMUM_LENGTH) return tails.join(' ');
      tails.push(word.slice(at));
    }
  }
  return tails.join(' ');
}
