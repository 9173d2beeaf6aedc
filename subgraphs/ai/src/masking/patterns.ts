/** What is taken out of texts before they leave. */
export type MaskedKind = 'PERSON' | 'MAIL' | 'PHONE' | 'IBAN';

/** Opens a mark of ours in what is sent. No text holds it: where one does, it is masked itself. */
export const OPEN = '⟦';
/** Closes a mark of ours; see {@link OPEN}. */
export const CLOSE = '⟧';

/** A kind that has a pattern, with the letter of its placeholders. */
export interface Pattern {
  readonly kind: MaskedKind;
  readonly letter: string;
  readonly expression: RegExp;
  readonly accepts?: (found: string) => boolean;
}

const DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/;

const digitsOf = (text: string): number => text.replace(/\D/g, '').length;

/** Mail addresses, account numbers and telephone numbers, in the order in which they are looked for. */
export const PATTERNS: readonly Pattern[] = [
  {
    kind: 'MAIL',
    letter: 'M',
    expression: /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?/gu,
  },
  {
    kind: 'IBAN',
    letter: 'I',
    expression:
      /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}[ \u00a0]?[A-Z0-9][A-Z0-9 \u00a0]{9,36}[A-Z0-9](?![\p{L}\p{N}])/gu,
    accepts: (found) => digitsOf(found) >= 10,
  },
  {
    kind: 'PHONE',
    letter: 'T',
    expression: /(?<![\p{L}\p{N}.,/-])(?:\+\d|\(?0\d)[\d \u00a0()/.-]{4,20}\d(?![\p{L}\p{N}])/gu,
    accepts: (found) => !DATE.test(found) && digitsOf(found) >= 7 && digitsOf(found) <= 15,
  },
];

// Soft hyphens, zero-width and bidirectional characters, variation selectors, tags: they hide text from people and
// names from masking, and mean nothing to the model (Unicode TR36 §2.10).
const HIDDEN =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]/gu;

/** Text as it may be sent: NFC, without what nobody sees. */
export function visibleText(text: string): string {
  return text.normalize('NFC').replace(HIDDEN, '');
}
