/** A piece of a line: text with marks, or the number of a source. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly mark?: 'strong' | 'em' | 'code' }
  | { readonly kind: 'citation'; readonly number: number };

/** A part of an answer. */
export type AnswerBlock =
  | { readonly kind: 'paragraph' | 'heading'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/;
const ITEM = /^\s*(?:[-*+•]|(\d{1,3})[.)])\s+(.*)$/;

/**
 * Reads the answer of a model, which is not trusted (THREATS 35): paragraphs, headings, lists, code, emphasis and the
 * numbers of the sources that were sent. Nothing else has a meaning: of a link or an image only its words stay,
 * markup is text. An unfinished answer reads like a finished one.
 */
export function readAnswer(text: string, known: ReadonlySet<number>): AnswerBlock[] {
  const reader = new Reader(known);
  for (const line of text.replaceAll(/\r\n?/g, '\n').split('\n')) reader.take(line);
  return reader.finish();
}

class Reader {
  private readonly blocks: AnswerBlock[] = [];
  private lines: string[] = [];
  private items: string[] | null = null;
  private ordered = false;
  private fence: string | null = null;
  private code: string[] = [];

  constructor(private readonly known: ReadonlySet<number>) {}

  take(line: string): void {
    const fence = FENCE.exec(line)?.[1];
    if (this.fence !== null) {
      if (fence?.startsWith(this.fence)) this.endCode();
      else this.code.push(line);
    } else if (fence) {
      this.endBlock();
      this.fence = fence;
    } else if (line.trim() === '') this.endBlock();
    else this.takeText(line);
  }

  finish(): AnswerBlock[] {
    if (this.fence !== null) this.endCode();
    this.endBlock();
    return this.blocks;
  }

  private takeText(line: string): void {
    const heading = HEADING.exec(line);
    const item = ITEM.exec(line);
    if (heading) {
      this.endBlock();
      this.blocks.push({ kind: 'heading', content: this.inline(heading[1] ?? '') });
    } else if (item) {
      const ordered = item[1] !== undefined;
      if (this.lines.length > 0 || (this.items && this.ordered !== ordered)) this.endBlock();
      this.ordered = ordered;
      this.items = [...(this.items ?? []), item[2] ?? ''];
    } else if (this.items) {
      const last = this.items.pop() ?? '';
      this.items.push(`${last}\n${line.trim()}`);
    } else this.lines.push(line.trim());
  }

  private endCode(): void {
    this.blocks.push({ kind: 'code', text: this.code.join('\n') });
    this.code = [];
    this.fence = null;
  }

  private endBlock(): void {
    if (this.items) {
      const items = this.items.map((item) => this.inline(item));
      this.blocks.push({ kind: 'list', ordered: this.ordered, items });
      this.items = null;
    }
    if (this.lines.length > 0) {
      this.blocks.push({ kind: 'paragraph', content: this.inline(this.lines.join('\n')) });
      this.lines = [];
    }
  }

  private inline(text: string): Inline[] {
    return readInline(withoutLinks(text), this.known);
  }
}

const LONGEST_ADDRESS = 2000;

/** Of links and images, also of nested ones, only the words stay; a number in brackets stays one. */
function withoutLinks(text: string): string {
  const opened: number[] = [];
  let said = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '[') opened.push(said.length);
    const start = letter === ']' ? opened.pop() : undefined;
    const end = start === undefined ? -1 : endOfAddress(text, at + 1);
    if (start === undefined || end === -1) {
      said += letter;
      continue;
    }
    const words = said.slice(start + 1);
    const isImage = said.endsWith('!', start);
    said = said.slice(0, isImage ? start - 1 : start) + (/^\d{1,3}$/.test(words) ? `[${words}]` : words);
    at = end;
  }
  return said;
}

/** Index of the bracket that closes the address which begins here; -1 where none does. */
function endOfAddress(text: string, start: number): number {
  if (text[start] !== '(') return -1;
  const last = Math.min(text.length, start + LONGEST_ADDRESS);
  for (let at = start, depth = 0; at < last && text[at] !== '\n'; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

const MARKS =
  /`([^`\n]{1,2000})`|\*\*(?=\S)([^*\n]{1,2000}?)\*\*|__(?=\S)([^_\n]{1,2000}?)__|(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,2000}?)\*(?![\p{L}\p{N}*])|\[([\d,; ]{1,80})\]/gu;

function readInline(text: string, known: ReadonlySet<number>): Inline[] {
  const content: Inline[] = [];
  let end = 0;
  const say = (words: string, mark?: 'strong' | 'em' | 'code') => {
    if (words !== '')
      content.push(mark ? { kind: 'text', text: words, mark } : { kind: 'text', text: words });
  };
  for (const match of text.matchAll(MARKS)) {
    const [whole, code, stars, lines, em, numbers] = match;
    const before = text.slice(end, match.index);
    const cited = numbers?.split(/[,;]/).map(Number) ?? [];
    // What is no source was never sent: it stays text.
    if (!cited.every((number) => known.has(number))) continue;
    say(cited.length > 0 ? before.replace(/ $/, '\u00a0') : before);
    end = match.index + whole.length;
    for (const number of cited) content.push({ kind: 'citation', number });
    if (code !== undefined) say(code, 'code');
    else if (em !== undefined) say(em, 'em');
    else if (cited.length === 0) say(stars ?? lines ?? '', 'strong');
  }
  say(text.slice(end));
  return content;
}
