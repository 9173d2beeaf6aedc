import { fileTextOf } from '#schema/document-model/plain-text.js';
import type { BodyNode } from '#schema/document-model/schema.js';

/** A piece of text that is marked in one way. */
export interface Run {
  readonly text: string;
  /** Marks as one comparable text, empty for plain text. */
  readonly marks: string;
}

/** One text block of a body, taken out of its nesting. */
export interface Block {
  /**
   * `paragraph`, `heading`, `codeBlock`, `horizontalRule`, `blockquote`, `image`, `file`, or, for the first paragraph of a
   * list's item, `bulletListItem` and `orderedListItem`.
   */
  readonly nodeType: string;
  /** Level of a heading; depth of the list, from 1, for what stands in a list; otherwise null. */
  readonly level: number | null;
  readonly runs: readonly Run[];
}

interface Place {
  readonly lists: number;
  readonly item: string | null;
  readonly quoted: boolean;
}

/** The text blocks of a body in reading order. */
export function blocksOf(body: BodyNode): Block[] {
  const blocks: Block[] = [];
  body.content?.forEach((node) => collect(node, { lists: 0, item: null, quoted: false }, blocks));
  return blocks;
}

function collect(node: BodyNode, place: Place, blocks: Block[]): void {
  const children = node.content ?? [];
  switch (node.type) {
    case 'bulletList':
    case 'orderedList':
      for (const item of children) {
        const inside = { ...place, lists: place.lists + 1 };
        item.content?.forEach((child, index) => {
          collect(child, { ...inside, item: index === 0 ? `${node.type}Item` : null }, blocks);
        });
      }
      return;
    case 'blockquote':
      children.forEach((child) => collect(child, { ...place, item: null, quoted: true }, blocks));
      return;
    default:
      blocks.push({ nodeType: typeAt(node, place), level: levelAt(node, place), runs: runsAt(node) });
  }
}

function typeAt(node: BodyNode, place: Place): string {
  if (node.type !== 'paragraph') return node.type;
  return place.item ?? (place.quoted ? 'blockquote' : 'paragraph');
}

function levelAt(node: BodyNode, place: Place): number | null {
  if (node.type === 'heading') return Number(node.attrs?.['level']);
  return place.lists > 0 ? place.lists : null;
}

/** An image or a file is its text, marked with its id: another one under the same name is a change. */
function runsAt(node: BodyNode): Run[] {
  const text = fileTextOf(node);
  return text === null ? runsOf(node.content ?? []) : [{ text, marks: String(node.attrs?.['fileId']) }];
}

function runsOf(children: readonly BodyNode[]): Run[] {
  return children.map((child) => ({
    text: child.type === 'hardBreak' ? '\n' : (child.text ?? ''),
    marks: child.marks?.length ? JSON.stringify(child.marks) : '',
  }));
}

/** The text of a block without its marks. */
export const textOfBlock = (block: Block): string => block.runs.map((run) => run.text).join('');

/** What makes two blocks the same: type, level, text and marks. */
export const keyOfBlock = (block: Block): string => JSON.stringify([block.nodeType, block.level, block.runs]);
