import { describe, expect, it } from 'vitest';
import { foldUnchanged, type Block } from './fold.ts';

const blocks = (kinds: string): Block[] =>
  [...kinds].map((kind) => ({ kind: kind === '.' ? 'SAME' : 'CHANGED', nodeType: 'paragraph', parts: [] }));

describe('Folding of what did not change', () => {
  it('keeps two blocks around a change and folds longer stretches', () => {
    const runs = foldUnchanged(blocks('......X......'));
    expect(runs.map(({ folded, blocks: those }) => `${folded} ${those.length}`)).toEqual([
      'true 4',
      'false 5',
      'true 4',
    ]);
  });

  it('folds nothing that is shorter than the words that would stand for it', () => {
    expect(foldUnchanged(blocks('X....X')).some(({ folded }) => folded)).toBe(false);
  });

  it('loses no block', () => {
    const all = blocks('..X.....X.........X..');
    expect(foldUnchanged(all).flatMap((run) => run.blocks)).toEqual(all);
  });
});
