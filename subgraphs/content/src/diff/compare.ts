import type { BodyNode } from '#schema/document-model/schema.js';
import { countWords } from '#schema/document-model/text.js';
import { align, bestPairs, type Stretch } from './align.js';
import { blocksOf, keyOfBlock, textOfBlock, type Block } from './blocks.js';
import { diffWords, newEffort, tokensOf, type DiffKind, type DiffPart, type Effort } from './words.js';

/** A block of a comparison; a CHANGED one tells by its parts what changed in it. */
export interface DiffBlock {
  readonly kind: DiffKind;
  readonly nodeType: string;
  readonly level: number | null;
  readonly parts: readonly DiffPart[];
}

/** What two versions differ in, with the number of words added and removed in title and text. */
export interface Comparison {
  readonly titleChanges: readonly DiffPart[];
  readonly blocks: readonly DiffBlock[];
  readonly added: number;
  readonly removed: number;
}

/** Title and body of a version. */
export interface Side {
  readonly title: string;
  readonly body: BodyNode;
}

/** Blocks that are compared with each other at a time when a long stretch was rewritten. */
const CHUNK = 100;
/** Share of common words from which two blocks count as one that was changed. */
const ALIKE = 0.4;

/**
 * Compares two versions: blocks are aligned first, then changed blocks word by word.
 *
 * The blocks that are not ADDED, with their SAME and REMOVED parts, are the left side; those that are not
 * REMOVED, with their SAME and ADDED parts, the right side. 2000 blocks take well below a second.
 */
export function compareSides(left: Side, right: Side): Comparison {
  const effort = newEffort();
  const from = blocksOf(left.body);
  const to = blocksOf(right.body);
  const stretches = align(from.map(keyOfBlock), to.map(keyOfBlock));
  const blocks = stretches.flatMap((stretch) =>
    stretch.same
      ? [whole('SAME', from[stretch.leftFrom]!)]
      : replaced(
          from.slice(stretch.leftFrom, stretch.leftTo),
          to.slice(stretch.rightFrom, stretch.rightTo),
          effort,
        ),
  );
  const plain = (text: string) => [{ text, marks: '' }];
  const titleChanges = diffWords(plain(left.title), plain(right.title), effort);
  const parts = [...titleChanges, ...blocks.flatMap((block) => block.parts)];
  return { titleChanges, blocks, added: words(parts, 'ADDED'), removed: words(parts, 'REMOVED') };
}

const words = (parts: readonly DiffPart[], kind: DiffKind): number =>
  parts.reduce((sum, part) => sum + (part.kind === kind ? countWords(part.text) : 0), 0);

function whole(kind: DiffKind, block: Block): DiffBlock {
  const text = textOfBlock(block);
  return { kind, nodeType: block.nodeType, level: block.level, parts: text ? [{ kind, text }] : [] };
}

function replaced(removed: readonly Block[], added: readonly Block[], effort: Effort): DiffBlock[] {
  const result: DiffBlock[] = [];
  for (let at = 0; at < Math.max(removed.length, added.length); at += CHUNK) {
    result.push(...replacedChunk(removed.slice(at, at + CHUNK), added.slice(at, at + CHUNK), effort));
  }
  return result;
}

function replacedChunk(removed: readonly Block[], added: readonly Block[], effort: Effort): DiffBlock[] {
  const bags = [removed.map(bagOf), added.map(bagOf)] as const;
  const pairs = bestPairs(removed.length, added.length, (i, j) => {
    const [before, after] = [removed[i]!, added[j]!];
    if (before.nodeType !== after.nodeType || before.level !== after.level) return 0;
    const alike = similarity(bags[0][i]!, bags[1][j]!);
    return alike >= ALIKE ? alike : 0;
  });
  return fill(pairs, removed.length, added.length).flatMap((stretch) => {
    if (stretch.same) return [changed(removed[stretch.leftFrom]!, added[stretch.rightFrom]!, effort)];
    return [
      ...removed.slice(stretch.leftFrom, stretch.leftTo).map((block) => whole('REMOVED', block)),
      ...added.slice(stretch.rightFrom, stretch.rightTo).map((block) => whole('ADDED', block)),
    ];
  });
}

function changed(before: Block, after: Block, effort: Effort): DiffBlock {
  const { nodeType, level } = after;
  return { kind: 'CHANGED', nodeType, level, parts: diffWords(before.runs, after.runs, effort) };
}

function fill(pairs: readonly [number, number][], leftLength: number, rightLength: number): Stretch[] {
  const stretches: Stretch[] = [];
  let [leftFrom, rightFrom] = [0, 0];
  for (const [leftTo, rightTo] of [...pairs, [leftLength, rightLength] as const]) {
    stretches.push({ same: false, leftFrom, leftTo, rightFrom, rightTo });
    if (leftTo < leftLength && rightTo < rightLength) {
      stretches.push({
        same: true,
        leftFrom: leftTo,
        leftTo: leftTo + 1,
        rightFrom: rightTo,
        rightTo: rightTo + 1,
      });
    }
    [leftFrom, rightFrom] = [leftTo + 1, rightTo + 1];
  }
  return stretches;
}

/** The words of a block in order, so that two bags are compared by one walk; long blocks by their beginning. */
function bagOf(block: Block): readonly string[] {
  return tokensOf(block.runs)
    .slice(0, 400)
    .map((token) => token.text)
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .sort();
}

/** Dice's coefficient of two sorted bags of words: 0 nothing in common, 1 the same words. */
function similarity(left: readonly string[], right: readonly string[]): number {
  if (left.length + right.length === 0) return 1;
  let [i, j, common] = [0, 0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) [i, j, common] = [i + 1, j + 1, common + 1];
    else if (left[i]! < right[j]!) i += 1;
    else j += 1;
  }
  return (2 * common) / (left.length + right.length);
}
