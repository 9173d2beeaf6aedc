import { describe, expect, it } from 'vitest';
import { crossesRestriction, dropTarget, visibleRows, type TreeNode } from './tree-rows.ts';

const node = (id: string, parentId: string | null, position: number): TreeNode => ({
  __typename: 'Document',
  id,
  parentId,
  position,
  title: id,
  state: 'PUBLISHED',
  hasUnpublishedChanges: false,
  isRestricted: false,
  viewerCan: [],
});

const NODES = [
  node('b', null, 2),
  node('a', null, 1),
  node('a2', 'a', 2),
  node('a1', 'a', 1),
  node('a1x', 'a1', 1),
];
const at = (id: string) => NODES.find((one) => one.id === id) ?? node(id, null, 0);

describe('The lines of the tree', () => {
  it('follow the order of siblings and hide what is folded', () => {
    expect(visibleRows(NODES, new Set()).map((row) => row.node.id)).toEqual(['a', 'b']);
    const open = visibleRows(NODES, new Set(['a', 'a1']));
    expect(open.map((row) => `${row.level} ${row.node.id}`)).toEqual(['1 a', '2 a1', '3 a1x', '2 a2', '1 b']);
  });

  it('say to assistive technology where they stand among their siblings', () => {
    const row = visibleRows(NODES, new Set(['a'])).find((one) => one.node.id === 'a2');
    expect(row).toMatchObject({ position: 2, siblings: 2, level: 2, hasChildren: false });
  });

  it('put what has an unknown parent at the top: it may be archived or invisible', () => {
    expect(visibleRows([node('x', 'gone', 1)], new Set()).map((row) => row.level)).toEqual([1]);
  });
});

describe('A drop', () => {
  it('above a line takes the place before it', () => {
    expect(dropTarget(NODES, 'b', at('a2'), 'before')).toEqual({ parentId: 'a', afterId: 'a1' });
    expect(dropTarget(NODES, 'b', at('a'), 'before')).toEqual({ parentId: null, afterId: null });
  });

  it('below a line takes the place after it, on it the last place inside', () => {
    expect(dropTarget(NODES, 'b', at('a1'), 'after')).toEqual({ parentId: 'a', afterId: 'a1' });
    expect(dropTarget(NODES, 'b', at('a'), 'inside')).toEqual({ parentId: 'a', afterId: 'a2' });
  });

  it('onto itself or below itself means nothing', () => {
    expect(dropTarget(NODES, 'a', at('a'), 'inside')).toBeNull();
    expect(dropTarget(NODES, 'a', at('a1x'), 'inside')).toBeNull();
  });
});

describe('a move', () => {
  it('is asked about where it begins or ends below a restricted document', () => {
    const nodes = NODES.map((each) => ({ ...each, isRestricted: each.id.startsWith('a') }));
    expect(crossesRestriction(nodes, 'b', 'a')).toBe(true);
    expect(crossesRestriction(nodes, 'a1', null)).toBe(true);
    expect(crossesRestriction(nodes, 'a1', 'a')).toBe(false);
    expect(crossesRestriction(nodes, 'a', 'b')).toBe(false);
  });
});
