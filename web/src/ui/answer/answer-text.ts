/** A piece of a line: text with marks, or the number of a source. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly mark?: 'strong' | 'em' | 'code' }
  | { readonly kind: 'citation'; readonly number: number };

/** A part of an answer. */
export type AnswerBlock =
  | { readonly kind: 'paragraph' | 'heading'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

// Code points for private use (Unicode 23.5): what the model writes never holds them (`wordsOfModel`).
const OPEN = '\uE000';
const CLOSE = '\uE001';
const CITATION = /\uE000(\d{1,3})\uE001/u;
const EVERY_CITATION = /\uE000(\d{1,3})\uE001/gu;

/** Where an answer cites a source that was sent: only the server says so, never the words of the model. */
export function citationOf(number: number): string {
  return `${OPEN}${number}${CLOSE}`;
}

/** What the model wrote, with nothing in it that could be taken for a citation. */
export function wordsOfModel(text: string): string {
  return text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}

/** An answer as text to be copied: citations as `[1]`. */
export function plainAnswer(text: string): string {
  return text.replaceAll(EVERY_CITATION, '[$1]');
}

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
  // A number never begins a line of its own.
  const glued = text.replaceAll(/\r\n?/g, '\n').replaceAll(` ${OPEN}`, `\u00a0${OPEN}`);
  for (const line of glued.split('\n')) reader.take(line);
  return reader.finish();
}

/** The sources that an answer cites. */
export function citedNumbers(text: string, known: ReadonlySet<number>): ReadonlySet<number> {
  const inline = readAnswer(text, known).flatMap((block) => {
    if (block.kind === 'code') return [];
    return block.kind === 'list' ? block.items.flat() : block.content;
  });
  return new Set(inline.flatMap((one) => (one.kind === 'citation' ? [one.number] : [])));
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
    this.blocks.push({ kind: 'code', text: plainAnswer(this.code.join('\n')) });
    this.code = [];
    this.fence = null;
  }

  private endBlock(): void {
    if (this.items) {
      const items = this.items.map((item) => this.inline(item)).filter(({ length }) => length > 0);
      if (items.length > 0) this.blocks.push({ kind: 'list', ordered: this.ordered, items });
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

/** Of links and images, also of nested ones, only the words stay. */
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
    said = said.slice(0, isImage ? start - 1 : start) + words;
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
  /`([^`\n]{1,2000})`|\*\*(?=\S)([^*\n]{1,2000}?)\*\*|__(?=\S)([^_\n]{1,2000}?)__|(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,2000}?)\*(?![\p{L}\p{N}*])/gu;

function readInline(text: string, known: ReadonlySet<number>): Inline[] {
  const content: Inline[] = [];
  let end = 0;
  const say = (words: string, mark?: 'strong' | 'em' | 'code') => {
    for (const [index, part] of words.split(CITATION).entries()) {
      // The expression has one group: every other part is the number of a source.
      if (index % 2 === 1) {
        if (known.has(Number(part))) content.push({ kind: 'citation', number: Number(part) });
      } else if (part !== '')
        content.push(mark ? { kind: 'text', text: part, mark } : { kind: 'text', text: part });
    }
  };
  for (const match of text.matchAll(MARKS)) {
    const [whole, code, stars, lines, em] = match;
    say(text.slice(end, match.index));
    end = match.index + whole.length;
    if (code !== undefined) say(code, 'code');
    else if (em !== undefined) say(em, 'em');
    else say(stars ?? lines ?? '', 'strong');
  }
  say(text.slice(end));
  return content;
}
