import type { Passage } from './passages.js';

const WORD = /[\p{L}\p{N}]{2,}/gu;
const MOST_WORDS = 24;
const STEM = 6;

/** The words of a question, each once. */
export function wordsOf(question: string): string[] {
  const words = question.normalize('NFC').toLowerCase().match(WORD) ?? [];
  return [...new Set(words)].filter((word) => word !== 'or').slice(0, MOST_WORDS);
}

/** A question as a full-text search takes it: any of its words. */
export const searchQueryOf = (question: string): string => wordsOf(question).join(' or ');

/**
 * The passages that speak of a question, best first; at most so many characters. Rare words count more than frequent
 * ones, and how well the whole document fits (0 to 1) counts a little.
 */
export function rankPassages(
  question: string,
  passages: readonly Passage[],
  fit: ReadonlyMap<string, number>,
  characters: number,
): Passage[] {
  const stems = wordsOf(question).map((word) => (word.length > STEM ? word.slice(0, STEM) : word));
  const texts = passages.map(({ text, version }) => `${version.title}\n${text}`.toLowerCase());
  const weights = stems.map((stem) => {
    const containing = texts.filter((text) => text.includes(stem)).length;
    return containing === 0 ? 0 : Math.log(1 + passages.length / containing);
  });
  const scored = passages.map((passage, at) => ({
    passage,
    score:
      stems.reduce((sum, stem, index) => sum + (texts[at]!.includes(stem) ? weights[index]! : 0), 0) +
      0.5 * (fit.get(passage.version.versionId) ?? 0),
  }));
  let left = characters;
  return scored
    .toSorted((one, other) => other.score - one.score)
    .filter(({ passage: { text } }) => (left -= text.length) >= 0)
    .map(({ passage }) => passage);
}
