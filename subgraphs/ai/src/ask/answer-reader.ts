/** A piece of an answer as its asker sees it: text, or a citation of the passage with this number. */
export type Piece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'mark'; readonly number: number };

/** Reads an answer as it comes in. */
export interface AnswerReader {
  push(text: string): Piece[];
  /** What was held back; nothing may be pushed afterwards. */
  end(): Piece[];
}

/** A run without white space is held back until it ends; a longer one is no text, and is dropped. */
const LONGEST_RUN = 4_000;
const MARK = /⟦[^⟦⟧\s]{1,16}⟧/gu;
const STRAY = /[⟦⟧]/gu;
/** What makes an address a link, an image or an attribute of HTML, in the signs before it. */
const LINKED = /(?:\]\(|\]:|[=<])\s{0,4}["'<]?$/u;
const LINK_CONTEXT = 8;
const ADDRESS =
  /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|(?:data|javascript|vbscript|blob|mailto):|(?<![\p{L}\p{N}:/])\/\/|www\.)[^\s<>"'`)\]}]*/giu;

/**
 * Makes sense of an answer piece by piece: placeholders become originals, marks of passages that were sent become
 * citations, every other mark is dropped. Addresses stay only where they stood in what was sent and are no link, image
 * or attribute: an answer must not carry text out by way of a made-up one (THREATS 35). Works on whole runs of characters between white space, so that
 * it does not matter where the service cuts its chunks.
 */
export function createAnswerReader(options: {
  readonly restore: (placeholder: string) => string | null;
  readonly passages: number;
  /** Addresses that stood in what was sent, by {@link addressesIn}. */
  readonly addresses: ReadonlySet<string>;
}): AnswerReader {
  let held = '';
  let before = '';
  const read = (text: string): Piece[] => {
    const pieces: Piece[] = [];
    let from = 0;
    const add = (part: string): void => {
      if (part !== '') pieces.push({ kind: 'text', text: part });
    };
    for (const { 0: mark, index } of text.matchAll(MARK)) {
      add(text.slice(from, index).replace(STRAY, ''));
      from = index + mark.length;
      const number = passageOf(mark);
      if (number === null) add(options.restore(mark) ?? '');
      else if (number <= options.passages) pieces.push({ kind: 'mark', number });
    }
    add(text.slice(from).replace(STRAY, ''));
    const clean = withoutAddresses(pieces, before, options.addresses);
    before = (before + text).slice(-LINK_CONTEXT);
    return clean;
  };
  return {
    push: (text) => {
      held += text;
      const end = lastSpace(held);
      const whole = held.slice(0, end);
      held = held.slice(end);
      if (held.length > LONGEST_RUN) held = '…';
      return read(whole);
    },
    end: () => {
      const whole = held;
      held = '';
      return read(whole);
    },
  };
}

/** Position after the last white space: what follows may still go on. */
const lastSpace = (text: string): number => text.length - (/\S*$/u.exec(text)?.[0].length ?? 0);

function passageOf(mark: string): number | null {
  const number = /^.Q(\d{1,3}).$/u.exec(mark)?.[1];
  return number === undefined || Number(number) === 0 ? null : Number(number);
}

/** The addresses in texts, without the punctuation of the sentence around them. */
export function addressesIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(ADDRESS) ?? []).map(bare));
}

const bare = (address: string): string => address.replace(/[.,;:!?*_]+$/u, '');

function withoutAddresses(pieces: Piece[], before: string, known: ReadonlySet<string>): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text')
      merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged.map((piece, index) => {
    if (piece.kind === 'mark') return piece;
    const earlier = index === 0 ? before : '';
    const text = piece.text.replace(ADDRESS, (address, offset: number) => {
      const isLinked = LINKED.test((earlier + piece.text.slice(0, offset)).slice(-LINK_CONTEXT));
      return known.has(bare(address)) && !isLinked ? address : '…';
    });
    return { ...piece, text };
  });
}
