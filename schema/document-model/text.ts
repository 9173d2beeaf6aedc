import { TITLE_LIMITS } from './limits.js';
import { passed, refused, type Checked } from './problem.js';

// C0 without tab and line feed, DEL, C1, and the code points that are never characters. PostgreSQL refuses
// U+0000 and lone surrogates; the others are invisible and serve spoofing only (OWASP ASVS 5.0.0 v5-1.2).
// eslint-disable-next-line no-control-regex -- refusing control characters is what this expression is for
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/u;
// Bidirectional overrides and the byte order mark: they can hide what a title says (Unicode TR36 §2.10).
const HIDING = /[\u202a-\u202e\u2066-\u2069\ufeff]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const LINE_ENDS = /\r\n?/g;

/** Text in the one form that is stored: NFC (Unicode Annex 15) with `\n` as the only line end. */
export function normaliseText(text: string): string {
  return text.replace(LINE_ENDS, '\n').normalize('NFC');
}

/** Whether text holds a character that is refused: control characters and lone surrogates. */
export function hasForbiddenCharacter(text: string): boolean {
  return !text.isWellFormed() || FORBIDDEN.test(text);
}

/** A title as it is stored: NFC, one line, no space at its ends, 1 to 200 characters. */
export function checkTitle(value: unknown): Checked<string> {
  if (typeof value !== 'string') {
    return refused('Bitte geben Sie einen Titel ein.', 'Please enter a title.');
  }
  const title = normaliseText(value).trim();
  if (hasForbiddenCharacter(title) || HIDING.test(title) || /[\n\t\u2028\u2029]/.test(title)) {
    return refused(
      'Der Titel enthält Steuerzeichen oder Zeilenumbrüche. Bitte entfernen Sie diese.',
      'The title contains control characters or line breaks. Please remove them.',
    );
  }
  const length = [...title].length;
  if (length < TITLE_LIMITS.min || !VISIBLE.test(title))
    return refused('Bitte geben Sie einen Titel ein.', 'Please enter a title.');
  if (length > TITLE_LIMITS.max) {
    return refused(
      `Der Titel hat ${length} Zeichen, erlaubt sind ${TITLE_LIMITS.max}. Bitte kürzen Sie ihn.`,
      `The title has ${length} characters, ${TITLE_LIMITS.max} are allowed. Please shorten it.`,
    );
  }
  return passed(title);
}

const WORD = /[\p{L}\p{N}]+(?:['’_.\-][\p{L}\p{N}]+)*/gu;

/** Number of words in plain text; hyphenated words count once. */
export function countWords(plain: string): number {
  return plain.match(WORD)?.length ?? 0;
}
