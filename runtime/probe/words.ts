import { createHash, randomBytes } from 'node:crypto';

const WORD = /kx[a-p]{32}/g;

/** A word of letters alone, so that search finds it; `digits` are 32 hexadecimal ones. */
const spell = (digits: string): string =>
  `kx${digits.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}`;

/** A text that occurs nowhere else. */
export const canaryWord = (): string => spell(randomBytes(16).toString('hex'));

/** The word of a place: the same each time, and guessed by nobody who does not know the seed. */
export const canaryWordOf = (seed: string): string =>
  spell(createHash('sha256').update(seed).digest('hex').slice(0, 32));

/** Every word of that form in a text, each once. */
export const canaryWordsIn = (text: string): string[] => [...new Set(text.match(WORD) ?? [])];
