import { KopexaError } from '#runtime/errors/catalogue.js';

/** Longest name, in characters and in bytes of UTF-8 (what file systems can hold). */
const LONGEST = 255;

// Control characters, bidirectional overrides and invisible ones: they hide what a name says (Unicode TR36 §2.10).
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const NOT_IN_WINDOWS = /[<>:"|?*]/g;
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/**
 * A name that any computer can keep and that says what it is: the last part of a path, composed (NFC, UAX #15),
 * without hidden characters, none of the names that Windows reserves, at most 255 characters and bytes. `null` when
 * nothing is left.
 */
export function cleanFileName(raw: string): string | null {
  const last = raw.toWellFormed().replaceAll('\ufffd', '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(HIDDEN, '')
    .replace(NOT_IN_WINDOWS, '_')
    .trim()
    .replace(/[. ]{1,255}$/, '');
  const name = shorten(RESERVED.test(visible) ? `_${visible}` : visible);
  return name === '' ? null : name;
}

/** A name that somebody typed. Throws INVALID_INPUT where cleaning would change it: they should see what it is. */
export function checkFileName(raw: string, field: string): string {
  const wanted = raw.normalize('NFC').trim();
  if (wanted !== '' && cleanFileName(wanted) === wanted) return wanted;
  throw new KopexaError('INVALID_INPUT', {
    field,
    message: {
      de: 'Dieser Name geht nicht. Bitte höchstens 255 Zeichen, ohne / \\ < > : " | ? *, ohne Punkt am Ende und keinen Namen wie CON oder NUL.',
      en: 'This name is not possible. Please use at most 255 characters, without / \\ < > : " | ? *, no dot at the end, and no name such as CON or NUL.',
    },
  });
}

/** Cuts the name before its ending, at whole characters. */
function shorten(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  const characters = Array.from(ending === '' ? name : name.slice(0, dot));
  while (characters.length > 0 && isTooLong(characters.join('') + ending)) characters.pop();
  return characters.join('').trimEnd() + ending;
}

const isTooLong = (name: string): boolean => name.length > LONGEST || Buffer.byteLength(name) > LONGEST;
