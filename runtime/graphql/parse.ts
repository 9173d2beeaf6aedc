import { z } from 'zod';
import type { Bilingual } from '#schema/permissions.js';
import { KopexaError } from '../errors/catalogue.js';

/**
 * Parses an input with a zod schema, or throws INVALID_INPUT that names the field and the way out in German
 * and English. A schema's own message may be bilingual: `{ message: bilingual('…', '…') }`.
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  root = 'input',
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = [root, ...issue.path.map(String)].join('.');
  throw new KopexaError('INVALID_INPUT', { field, message: sentence(issue) });
}

const SEPARATOR = ' ¦ ';

/** Packs both languages into a message of a zod refinement; {@link parse} unpacks it. */
export const bilingual = (de: string, en: string): string => `${de}${SEPARATOR}${en}`;

/**
 * A text that people typed: trimmed, NFC (UAX #15), without control characters, of bounded length in
 * characters.
 */
export function line(options: { min?: number; max: number }): z.ZodType<string> {
  return z
    .string()
    .transform((value) => value.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(options.min ?? 1)
        .max(options.max)
        .refine(
          isClean,
          bilingual('Steuerzeichen sind nicht erlaubt.', 'Control characters are not allowed.'),
        ),
    );
}

/** Like {@link line}, but line breaks and tabs may occur. */
export function paragraph(options: { min?: number; max: number }): z.ZodType<string> {
  return z
    .string()
    .transform((value) => value.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(options.min ?? 0)
        .max(options.max)
        .refine(
          (value) => isClean(value.replace(/[\n\r\t]/g, '')),
          bilingual('Steuerzeichen sind nicht erlaubt.', 'Control characters are not allowed.'),
        ),
    );
}

// Control and bidirectional override characters: they can hide what a name says (Unicode TR36 §2.10).
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;

/** Half a surrogate pair is no character either: neither the database nor canonical JSON can hold it. */
const isClean = (value: string): boolean => !CONTROL.test(value) && value.isWellFormed();

const MAIL_ADDRESS = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]{2,}$/u;

/** A mail address, lower case, at most 254 characters (RFC 5321 §4.5.3.1.3). */
export const mailAddress: z.ZodType<string> = z
  .string()
  .transform((value) => value.normalize('NFC').trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(254)
      .refine(
        (value) => isClean(value) && MAIL_ADDRESS.test(value),
        bilingual(
          'Das ist keine gültige E-Mail-Adresse, zum Beispiel ada.lange@firma.de.',
          'This is not a valid e-mail address, for example ada.lange@company.com.',
        ),
      ),
  );

function sentence(issue: z.core.$ZodIssue): Bilingual {
  const [de, en] = issue.message.split(SEPARATOR);
  if (de && en) return { de, en };
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join(', ');
    return { de: `Erlaubt sind: ${values}.`, en: `Allowed are: ${values}.` };
  }
  return {
    de: 'Dieser Wert hat nicht die erwartete Form.',
    en: 'This value does not have the expected form.',
  };
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): Bilingual {
  const n = Number(issue.minimum);
  if (issue.origin === 'string' && n <= 1)
    return { de: 'Bitte füllen Sie dieses Feld aus.', en: 'Please fill in this field.' };
  if (issue.origin === 'string')
    return {
      de: `Bitte geben Sie mindestens ${n} Zeichen ein.`,
      en: `Please enter at least ${n} characters.`,
    };
  if (issue.origin === 'array')
    return { de: `Bitte geben Sie mindestens ${n} an.`, en: `Please give at least ${n}.` };
  return { de: `Der kleinste Wert ist ${n}.`, en: `The smallest value is ${n}.` };
}

function tooBig(issue: z.core.$ZodIssueTooBig): Bilingual {
  const n = Number(issue.maximum);
  if (issue.origin === 'string')
    return { de: `Höchstens ${n} Zeichen sind möglich.`, en: `At most ${n} characters are possible.` };
  if (issue.origin === 'array')
    return { de: `Höchstens ${n} sind möglich.`, en: `At most ${n} are possible.` };
  return { de: `Der größte Wert ist ${n}.`, en: `The largest value is ${n}.` };
}
