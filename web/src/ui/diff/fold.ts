/** A stretch of text that is on both sides or on one. */
export interface Part {
  kind: 'SAME' | 'ADDED' | 'REMOVED' | 'CHANGED';
  text: string;
}

/** A paragraph, heading, list item or the like with its differences. */
export interface Block {
  kind: 'SAME' | 'ADDED' | 'REMOVED' | 'CHANGED';
  nodeType: string;
  level?: number | null;
  parts: readonly Part[];
}

/** Neighbouring blocks that are shown, or folded because nothing changed near them. */
export interface Run {
  at: number;
  folded: boolean;
  blocks: readonly Block[];
}

/** Folds unchanged blocks that are more than `context` away from a change, in runs of at least `least`. */
export function foldUnchanged(blocks: readonly Block[], context = 2, least = 4): Run[] {
  const near = blocks.map((_, index) =>
    blocks.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'SAME'),
  );
  const runs: Run[] = [];
  let at = 0;
  while (at < blocks.length) {
    const isNear = near[at] ?? false;
    let end = at;
    while (end < blocks.length && near[end] === isNear) end += 1;
    runs.push({ at, folded: !isNear && end - at >= least, blocks: blocks.slice(at, end) });
    at = end;
  }
  return runs;
}
