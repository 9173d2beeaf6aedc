import { textOf, type BodyNode } from '../../../ui/prose/body.ts';

const TEXT_BLOCKS = new Set(['paragraph', 'heading', 'codeBlock']);

/** A passage that an answer cites: which version, which blocks of its text, and how it read. */
export interface Cited {
  readonly version: number;
  /** First and last text block, counted from 0 in the order of the text; null when the whole text is meant. */
  readonly blocks: readonly [number, number] | null;
  readonly quote: string;
}

/** The part of an address that says which passage is cited: `?cited=3&passage=4-6`, counted from 1. */
export function writeCited(cited: Omit<Cited, 'quote'>): URLSearchParams {
  const params = new URLSearchParams({ cited: String(cited.version) });
  if (cited.blocks) {
    const [first, last] = cited.blocks;
    params.set('passage', first === last ? `${first + 1}` : `${first + 1}-${last + 1}`);
  }
  return params;
}

/** Reads the address; `state` is what came with the click, the words of the passage. */
export function readCited(params: URLSearchParams, state: unknown): Cited | null {
  const version = /^\d{1,9}$/.exec(params.get('cited') ?? '');
  if (!version) return null;
  const passage = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(params.get('passage') ?? '');
  const first = Number(passage?.[1] ?? 0) - 1;
  const last = Number(passage?.[2] ?? passage?.[1] ?? 0) - 1;
  const quote = (state as { quote?: unknown } | null)?.quote;
  return {
    version: Number(version[0]),
    blocks: first >= 0 && last >= first ? [first, last] : null,
    quote: typeof quote === 'string' ? quote : '',
  };
}

/**
 * Indexes of the top-level nodes to mark in a version. In the cited one they are known; in another one the nodes
 * are looked for by their words, and the set is empty when those are gone.
 */
export function citedNodes(cited: Cited, body: BodyNode, version: number): ReadonlySet<number> {
  const nodes = body.content ?? [];
  const quote = plain(cited.quote);
  const same = cited.version === version;
  if (cited.blocks && same) {
    const [first, last] = cited.blocks;
    const places = textBlocks(body);
    return new Set(places.slice(first, last + 1));
  }
  if (quote === '') return new Set();
  const texts = nodes.map((node) => plain(textOf(node)));
  return new Set(
    texts.flatMap((text, index) =>
      text.length > 2 && (quote.includes(text) || text.includes(quote)) ? [index] : [],
    ),
  );
}

/** For every text block, in order, the index of the top-level node that it stands in. */
function textBlocks(body: BodyNode): number[] {
  const count = (node: BodyNode): number =>
    TEXT_BLOCKS.has(node.type) ? 1 : (node.content ?? []).reduce((sum, child) => sum + count(child), 0);
  return (body.content ?? []).flatMap((node, index) => Array.from({ length: count(node) }, () => index));
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
