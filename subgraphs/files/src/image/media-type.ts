/** So much of a file is looked at. */
export const HEAD_BYTES = 256 * 1024;

/** What nobody knows. */
const UNKNOWN = 'application/octet-stream';

const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/<svg[\s>:/]/i, 'image/svg+xml'],
  [
    /<!doctype\s{1,20}html|<(html|head|body|script|iframe|object|embed|meta|link|style|img|a|form|base|template)[\s>/]/i,
    'text/html',
  ],
  [/^\s{0,100}<\?xml|^\s{0,100}<!doctype\s/i, 'application/xml'],
];

const BY_ENDING: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  json: 'application/json',
};

/**
 * What a file is by its content (never by what a client said): magic numbers, else text, and of text whether a browser
 * would run it. Only among plain texts the name decides, because nothing else tells them apart.
 */
export async function detectMediaType(
  head: Buffer,
  file: { readonly name: string; readonly whole: boolean },
): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type');
  // A damaged or malicious archive may make the detector fail: then nobody knows what it is.
  const magic = await fileTypeFromBuffer(head).catch(() => ({ mime: UNKNOWN }));
  const known = magic?.mime.split(';')[0]?.toLowerCase();
  const text = decodeText(head, file.whole);
  if (text === null) return known ?? UNKNOWN;
  const markup = MARKUP.find(([pattern]) => pattern.test(text))?.[1];
  if (markup) return markup;
  if (known) return known;
  return BY_ENDING[/\.([a-z]{1,5})$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''] ?? 'text/plain';
}

/** The head as text, or null for something else: UTF-8, or UTF-16 with its mark, without control characters. */
function decodeText(head: Buffer, whole: boolean): string | null {
  const encoding =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !whole });
    // eslint-disable-next-line no-control-regex -- what has control characters is no text
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}
