import type { Passage } from './passages.js';
import { fold, wordsOf } from './words.js';

const STEM = 6;
/** A shorter stem inside a longer word says nothing („lang“ in „verlangt“). */
const SHORTEST_INSIDE = 5;
/** What a word counts at the beginning of one, inside one, and in the title besides. */
const WEIGHT = { beginning: 1, inside: 0.6, title: 0.7 } as const;

/**
 * The passages that speak of a question, best first; at most so many characters. Rare words count more than frequent
 * ones, words of the title count on every passage, and how well the whole document fits (0 to 1) counts a little.
 */
export function rankPassages(
  question: string,
  passages: readonly Passage[],
  fit: ReadonlyMap<string, number>,
  characters: number,
): Passage[] {
  const stems = wordsOf(question).map((word) => fold(word).slice(0, STEM));
  const texts = passages.map(({ text, version }) => ({ text: fold(text), title: fold(version.title) }));
  const rarity = stems.map((stem) => {
    const containing = texts.filter(
      ({ text, title }) => weightOf(stem, text) + weightOf(stem, title) > 0,
    ).length;
    return containing === 0 ? 0 : Math.log(1 + passages.length / containing);
  });
  const scored = passages.map((passage, at) => {
    const { text, title } = texts[at]!;
    const words = stems.reduce(
      (sum, stem, index) =>
        sum + rarity[index]! * (weightOf(stem, text) + WEIGHT.title * weightOf(stem, title)),
      0,
    );
    return { passage, score: words + 0.5 * (fit.get(passage.version.versionId) ?? 0) };
  });
  let left = characters;
  return scored
    .toSorted((one, other) => other.score - one.score)
    .filter(({ passage: { text } }) => (left -= text.length) >= 0)
    .map(({ passage }) => passage);
}

function weightOf(stem: string, text: string): number {
  let isInside = false;
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return WEIGHT.beginning;
    isInside = true;
  }
  return isInside && stem.length >= SHORTEST_INSIDE ? WEIGHT.inside : 0;
}
