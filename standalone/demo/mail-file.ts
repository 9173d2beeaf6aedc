import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail of the local outbox, as the demo page shows it. */
export interface StoredMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: Date;
  readonly text: string;
}

const NAME = /^([0-9a-f]{8})-([0-9a-f]{4})-[0-9a-f-]+\.eml$/;

/** The newest mails of the folder, newest first; none when there is no folder yet. */
export async function readMails(folder: string, limit: number): Promise<StoredMail[]> {
  const names = (await mailNames(folder)).slice(-limit).reverse();
  return Promise.all(
    names.map(async (name) =>
      parseMail(name.replace('.eml', ''), await readFile(join(folder, name), 'utf8')),
    ),
  );
}

/** File names of all mails, oldest first. */
export async function mailNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Reads what `composeMessage` writes: headers (RFC 5322, RFC 2047) and the text part in base64 (RFC 2045). */
export function parseMail(id: string, raw: string): StoredMail {
  const [head = '', ...rest] = raw.replaceAll('\r\n', '\n').split('\n\n');
  const headers = headersOf(head);
  return {
    id,
    to: decodeWords(headers.get('to') ?? ''),
    subject: decodeWords(headers.get('subject') ?? ''),
    sentAt: new Date(headers.get('date') ?? 0),
    text: textOf(headers, rest.join('\n\n')),
  };
}

function headersOf(head: string): Map<string, string> {
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n');
  return new Map(
    lines.map((line) => [line.split(':', 1)[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]),
  );
}

function textOf(headers: Map<string, string>, body: string): string {
  const boundary = /boundary="?([^";]+)"?/i.exec(headers.get('content-type') ?? '')?.[1];
  if (!boundary) return decodeBody(headers, body);
  for (const part of body.split(`--${boundary}`)) {
    const [head = '', ...rest] = part.replace(/^\n/, '').split('\n\n');
    const partHeaders = headersOf(head);
    if (/^text\/plain/i.test(partHeaders.get('content-type') ?? ''))
      return decodeBody(partHeaders, rest.join('\n\n'));
  }
  return '';
}

function decodeBody(headers: Map<string, string>, body: string): string {
  const isBase64 = /base64/i.test(headers.get('content-transfer-encoding') ?? '');
  return (isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body).trim();
}

/** Encoded words (RFC 2047): `=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=`. */
function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, kind: string, text: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : decodeQ(text),
    );
}

function decodeQ(text: string): string {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
