import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';

/** A selected passage of the editor: its text blocks, and the document that it was read from. */
export interface Passage {
  readonly from: number;
  readonly to: number;
  /** One entry a text block, from its first to its last selected character. */
  readonly blocks: readonly { readonly from: number; readonly to: number }[];
  /** Blocks apart by an empty line. */
  readonly text: string;
  readonly hasCode: boolean;
  /** Bold, links and the like: a new text does not have them. */
  readonly hasMarks: boolean;
  /** Something between the blocks that is no text: an image, a line. */
  readonly hasOthers: boolean;
  readonly doc: Node;
}

/** What stands between the text blocks of a passage. */
const APART = '\n\n';

/** Reads the selection; null when no text is selected. */
export function passageOf(state: EditorState): Passage | null {
  const { from, to } = state.selection;
  const blocks: { from: number; to: number }[] = [];
  let hasCode = false;
  let hasMarks = false;
  let hasOthers = false;
  state.doc.nodesBetween(from, to, (node, at) => {
    if (node.type.name === 'codeBlock') hasCode = true;
    if (node.isText) hasMarks ||= node.marks.length > 0;
    else if (node.isLeaf && node.type.name !== 'hardBreak') hasOthers = true;
    if (!node.isTextblock) return true;
    const block = { from: Math.max(from, at + 1), to: Math.min(to, at + 1 + node.content.size) };
    if (block.to > block.from) blocks.push(block);
    return true;
  });
  const text = blocks.map((block) => textIn(state.doc, block)).join(APART);
  if (text.trim() === '') return null;
  return { from, to, blocks, text, hasCode, hasMarks, hasOthers, doc: state.doc };
}

function textIn(doc: Node, { from, to }: { from: number; to: number }): string {
  return doc.textBetween(from, to, APART, (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''));
}

/** The paragraphs of a new text. */
export function paragraphsOf(text: string): string[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Whether a new text has a paragraph for each block, so that lists and headings stay what they are. */
export function keepsBlocks(passage: Passage, text: string): boolean {
  return paragraphsOf(text).length === passage.blocks.length;
}

/**
 * Puts a new text in the place of a passage, as one step to undo: block for block where their number is the same,
 * else as paragraphs. `null` when the document is no longer the one that the passage was read from, or when something
 * between the blocks would be lost.
 */
export function replacePassage(state: EditorState, passage: Passage, text: string): Transaction | null {
  if (!state.doc.eq(passage.doc)) return null;
  const paragraphs = paragraphsOf(text);
  if (paragraphs.length === 0) return null;
  const { tr, schema } = state;
  if (keepsBlocks(passage, text)) {
    // From the end, so that the places before stay true.
    for (const [index, block] of [...passage.blocks.entries()].toReversed()) {
      tr.replaceWith(block.from, block.to, lineOf(schema, paragraphs[index] ?? ''));
    }
    return tr;
  }
  if (passage.hasOthers) return null;
  const nodes = paragraphs.flatMap(
    (one) => schema.nodes['paragraph']?.create(null, lineOf(schema, one)) ?? [],
  );
  // Open at both ends: the first paragraph joins what stands before the passage, the last what stands behind it.
  return tr.replaceRange(passage.from, passage.to, new Slice(Fragment.from(nodes), 1, 1));
}

function lineOf(schema: EditorState['schema'], text: string): Node[] {
  return text.split('\n').flatMap((line, index) => {
    const words = line === '' ? [] : [schema.text(line)];
    const lineBreak = schema.nodes['hardBreak'];
    return index === 0 || !lineBreak ? words : [lineBreak.create(), ...words];
  });
}
