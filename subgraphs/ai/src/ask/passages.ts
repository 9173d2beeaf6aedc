import { textOf } from '#schema/document-model/plain-text.js';
import type { BodyNode } from '#schema/document-model/schema.js';

/** A version of a document as the asker may read it now. */
export interface ReadableVersion {
  readonly documentId: string;
  readonly versionId: string;
  readonly spaceId: string;
  readonly number: number;
  readonly title: string;
  /** `null` while it is withheld. */
  readonly body: BodyNode | null;
  readonly isPublished: boolean;
  /** Whether its document is classified higher than the Organization lets go. */
  readonly isWithheld: boolean;
}

/** A piece of a version's text, small enough to be quoted. */
export interface Passage {
  readonly version: ReadableVersion;
  /** First and last text block of the body that it comes from, counted from 0 in the order of the document. */
  readonly block: number;
  readonly blockEnd: number;
  readonly text: string;
}

interface TextBlock {
  readonly index: number;
  readonly isHeading: boolean;
  readonly text: string;
}

const BLOCKS = new Set(['paragraph', 'heading', 'codeBlock']);
/** Characters of a passage: some sentences. */
const LONGEST = 1_200;
const ENOUGH = 700;

/** The text of a version in passages: a heading stays with what follows it, short blocks come together, long ones are cut. */
export function passagesOf(version: ReadableVersion): Passage[] {
  const passages: Passage[] = [];
  let open: { block: number; blockEnd: number; text: string } | null = null;
  const close = (): void => {
    if (open) passages.push({ version, ...open });
    open = null;
  };
  for (const { index, isHeading, text } of version.body ? textBlocks(version.body) : []) {
    if (open && (isHeading || open.text.length >= ENOUGH || open.text.length + text.length > LONGEST))
      close();
    const [first = '', ...rest] = cut(text);
    open = open
      ? { block: open.block, blockEnd: index, text: `${open.text}\n${first}` }
      : { block: index, blockEnd: index, text: first };
    for (const piece of rest) {
      close();
      open = { block: index, blockEnd: index, text: piece };
    }
  }
  close();
  return passages;
}

function textBlocks(body: BodyNode): TextBlock[] {
  const blocks: TextBlock[] = [];
  let index = -1;
  const visit = (node: BodyNode): void => {
    if (!BLOCKS.has(node.type)) return node.content?.forEach(visit);
    index += 1;
    const text = textOf(node).trim();
    if (text !== '') blocks.push({ index, isHeading: node.type === 'heading', text });
  };
  visit(body);
  return blocks;
}

/** Pieces of at most {@link LONGEST} characters, cut between words where there are any. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const space = rest.lastIndexOf(' ', LONGEST);
    const end = space > LONGEST / 2 ? space : LONGEST;
    pieces.push(rest.slice(0, end).toWellFormed());
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}
