import type { Bilingual } from '#schema/permissions.js';
import { COMMON_PASSWORDS, COMMON_STEMS } from './common-passwords.data.js';

/** Fewest characters of a password beside a second factor, which is mandatory. */
export const SHORTEST_PASSWORD = 8;
/** Fewest characters as long as the account has no second factor yet (NIST SP 800-63B-4 §3.1.1.1). */
export const SHORTEST_ALONE = 15;
/** Most characters of a password; longer ones would only cost time. */
export const LONGEST_PASSWORD = 200;

const PRODUCT_WORDS = ['kopexa'];
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const WALKS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertzuiopü',
  'qwertyuiop',
  'asdfghjklöä',
  'yxcvbnm',
  'zxcvbnm',
];

/** The form in which a password is compared and hashed: NFKC (NIST SP 800-63B-4 §3.1.1.2). */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Says what is wrong with a new password, or `null`.
 *
 * NIST SP 800-63B-4 §3.1.1.2: length alone, no composition rules; refused are common and expected values, that
 * is words of the blocklist with digits or signs around them, keyboard walks, and the person's own name and mail
 * address. `personal` holds those (name, mail address, Organizations); `shortest` is the length that is asked for, by
 * the Organization `askedBy` if one asks for more than always holds.
 */
export function judgePassword(
  password: string,
  personal: readonly string[],
  shortest: number = SHORTEST_PASSWORD,
  askedBy: string | null = null,
): Bilingual | null {
  const text = normalisePassword(password);
  const length = [...text].length;
  if (length < shortest) {
    const [whoDe, whoEn] = askedBy ? [` verlangt „${askedBy}“`, ` “${askedBy}” asks for`] : ['', ''];
    return {
      de: `Das Passwort ist zu kurz:${whoDe} mindestens ${shortest} Zeichen. Mehrere Wörter hintereinander sind leicht zu merken.`,
      en: `The password is too short:${whoEn} at least ${shortest} characters. Several words in a row are easy to remember.`,
    };
  }
  if (length > LONGEST_PASSWORD) {
    return {
      de: `Das Passwort ist zu lang: höchstens ${LONGEST_PASSWORD} Zeichen.`,
      en: `The password is too long: at most ${LONGEST_PASSWORD} characters.`,
    };
  }
  return isGuessable(text.toLowerCase(), personal) ? GUESSABLE : null;
}

const GUESSABLE: Bilingual = {
  de: 'Dieses Passwort ist leicht zu erraten. Wählen Sie eines, das weder häufig ist noch Ihren Namen, Ihre E-Mail-Adresse oder Kopexa enthält.',
  en: 'This password is easy to guess. Choose one that is not common and does not contain your name, your mail address or Kopexa.',
};

function isGuessable(text: string, personal: readonly string[]): boolean {
  if (COMMON_PASSWORDS.has(text) || isWalk(text)) return true;
  const expected = [...PRODUCT_WORDS, ...personal.flatMap(wordsOf)];
  return [text, unleet(text)].some((form) => {
    const rest = expected.reduce((left, word) => left.replaceAll(word, ''), form);
    if (rest !== form && lettersOf(rest).length < SHORTEST_PASSWORD) return true;
    const stem = lettersOf(form);
    return stem.length < 3 ? isThin(form) : COMMON_STEMS.has(stem) || isRepeated(stem);
  });
}

/** Digits and signs only: fine when there are many different ones. */
function isThin(text: string): boolean {
  return new Set(text).size < 6;
}

/** `hallohallo`, `aaaaaaaa`, `abcabcabc`: a short unit, or a blocked word, over and over. */
function isRepeated(text: string): boolean {
  const unit = /^(.+?)\1+$/.exec(text)?.[1];
  return unit !== undefined && (unit.length <= 4 || COMMON_STEMS.has(unit));
}

function isWalk(text: string): boolean {
  const backwards = [...text].reverse().join('');
  return WALKS.some((walk) => (walk + walk).includes(text) || (walk + walk).includes(backwards));
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');
const unleet = (text: string): string => [...text].map((sign) => LEET[sign] ?? sign).join('');

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4);
}
