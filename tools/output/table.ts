import { clean } from './clean.js';

const GAP = 2;
const SMALLEST = 6;
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A table for people: a heading, then rows in columns.
 *
 * @param width columns of the terminal; the widest column gives way first. `Infinity` cuts nothing: for pipes
 */
export function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  width: number = Infinity,
): string {
  const cells = [heads, ...rows].map((row) => row.map(clean));
  const widths = fit(
    heads.map((_head, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? '')))),
    width,
  );
  return cells.map((row) => `${lineOf(row, widths)}\n`).join('');
}

/** Takes from the widest column until the table fits; a column keeps what is left of it readable. */
function fit(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, each) => sum + each, GAP * (widths.length - 1));
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= SMALLEST) break;
    widths[widest]! -= 1;
  }
  return widths;
}

function lineOf(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => {
      const text = cut(cell, widths[column]!);
      return column === row.length - 1 ? text : text + ' '.repeat(widths[column]! - widthOf(text) + GAP);
    })
    .join('')
    .trimEnd();
}

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Columns that a text takes: characters as people count them, wide ones twice. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}
