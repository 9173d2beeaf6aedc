import { parse as parseCsv } from 'csv-parse/sync';

/** The columns that a list of people may have. */
export type ListColumn = 'email' | 'role' | 'space' | 'spaceRole' | 'until';

/** One person of a list, as it was written; nothing is checked yet. */
export interface ListedPerson {
  /** Line of the text, counted from 1. */
  readonly line: number;
  /** The line as it was understood, to show it again. */
  readonly text: string;
  readonly cells: Readonly<Record<ListColumn, string>>;
}

/** What was read: people in the order of the text, or the line in which a quotation mark is not closed as it should. */
export type ReadList =
  | { readonly kind: 'read'; readonly people: readonly ListedPerson[] }
  | { readonly kind: 'unclosed'; readonly line: number };

const POSITIONS: readonly ListColumn[] = ['email', 'role', 'space', 'spaceRole', 'until'];
const NAMES: Readonly<Record<ListColumn, readonly string[]>> = {
  email: ['e-mail', 'email', 'mail', 'e-mail-adresse', 'mailadresse', 'adresse', 'address', 'e-mail address', 'email address'], // prettier-ignore
  role: ['rolle', 'role', 'rolle in der organization', 'role in the organization'],
  space: ['space', 'bereich'],
  spaceRole: ['rolle im space', 'space-rolle', 'spacerolle', 'role in the space', 'space role', 'spacerole'],
  until: ['bis', 'ende', 'endet', 'gültig bis', 'until', 'end', 'ends', 'valid until'],
};
const SEPARATORS = [';', '\t', ','] as const;
const QUOTED_NAME = /"[^"\r\n]*"\s*(<\s*[^<>\s]+@[^<>\s]+\s*>)/g;
const NAMED = /<\s*([^<>\s]+@[^<>\s]+)\s*>/g;

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a pasted list or the text of a CSV file (RFC 4180, and what mail programs and spreadsheets make of it): one
 * person a line or several addresses in one, separated by comma, semicolon or tab, names with `<mail>`, quotes, a
 * byte order mark and a header row or none. Without a header the columns are address, role, Space, role in the Space,
 * end.
 */
export function readList(text: string): ReadList {
  // A quoted name in front of an address (RFC 5322 §3.4) is no quoted cell.
  const clean = text
    .replace(/^\uFEFF/, '')
    .normalize('NFC')
    .replace(QUOTED_NAME, '$1');
  const rows = rowsOf(clean);
  if (!Array.isArray(rows)) return rows;
  const header = headerOf(rows[0]);
  const people = (header ? rows.slice(1) : rows).flatMap((row) => peopleOf(row, header ?? null));
  return { kind: 'read', people };
}

function rowsOf(text: string): Row[] | Extract<ReadList, { kind: 'unclosed' }> {
  try {
    const records = parseCsv(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records
      .map(({ record, info }) => ({ line: firstLine(record, info.lines), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number };
    if (code !== 'CSV_QUOTE_NOT_CLOSED' && code !== 'CSV_INVALID_CLOSING_QUOTE') throw error;
    return { kind: 'unclosed', line: lines ?? 1 };
  }
}

/** The line in which a record begins: the parser counts where it ends. */
const firstLine = (record: readonly string[], last: number): number =>
  last - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);

/** The separator that occurs outside of quotes and angle brackets in most of the first lines. */
function separatorOf(text: string): string {
  const sample = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, 50);
  const linesWith = (separator: string): number => sample.filter((line) => line.includes(separator)).length;
  // Semicolon before tab before comma: a comma also stands in „Lange, Ada <ada@firma.de>; …“.
  const [best] = [...SEPARATORS].sort((one, other) => linesWith(other) - linesWith(one));
  return linesWith(';') > 0 && linesWith(';') >= linesWith('\t') ? ';' : (best ?? ',');
}

type Header = readonly (ListColumn | null)[];

function headerOf(row: Row | undefined): Header | null {
  if (!row || row.cells.some((cell) => cell.includes('@'))) return null;
  const columns = row.cells.map(
    (cell) => POSITIONS.find((column) => NAMES[column].includes(cell.toLowerCase())) ?? null,
  );
  return columns.includes('email') ? columns : null;
}

function peopleOf(row: Row, header: Header | null): ListedPerson[] {
  const { line, cells } = row;
  const text = cells.filter(Boolean).join(' · ');
  if (header) return [{ line, text, cells: named(cells, header) }];
  const joined = cells.join(', ');
  const several = [...joined.matchAll(NAMED)].map((match) => match[1] ?? '');
  const addresses = cells.filter((cell) => cell.includes('@'));
  if (
    several.length > 1 ||
    (several.length === 1 && cells.length > 1 && addresses.length === 1 && !cells[0]?.includes('@'))
  )
    return several.map((email) => ({ line, text: email, cells: only(email) }));
  if (addresses.length > 1)
    return cells.filter(Boolean).map((cell) => ({ line, text: cell, cells: only(bare(cell)) }));
  // Addresses with blanks between them, as people paste them out of a letter.
  const words = cells.length === 1 ? (cells[0] ?? '').split(/\s+/) : [];
  if (words.length > 1 && words.every((word) => word.includes('@')))
    return words.map((email) => ({ line, text: email, cells: only(email) }));
  return [{ line, text, cells: named(cells, POSITIONS) }];
}

function named(cells: readonly string[], header: Header): Record<ListColumn, string> {
  const of = (column: ListColumn): string => cells[header.indexOf(column)] ?? '';
  return {
    email: bare(header.includes('email') ? of('email') : ''),
    role: header.includes('role') ? of('role') : '',
    space: header.includes('space') ? of('space') : '',
    spaceRole: header.includes('spaceRole') ? of('spaceRole') : '',
    until: header.includes('until') ? of('until') : '',
  };
}

const only = (email: string): Record<ListColumn, string> => ({
  ...{ email, role: '', space: '', spaceRole: '', until: '' },
});

/** `ada@firma.de` out of `Ada Lange <ada@firma.de>` or `mailto:ada@firma.de`. */
function bare(cell: string): string {
  const [match] = [...cell.matchAll(NAMED)];
  return (match?.[1] ?? cell).replace(/^mailto:/i, '').trim();
}
