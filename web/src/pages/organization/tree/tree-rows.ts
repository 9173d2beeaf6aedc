import type { SpaceTreeQuery } from '../../../gql/graphql.ts';

/** A document as the tree knows it. */
export type TreeNode = SpaceTreeQuery['spaceTree'][number];

/** One visible line of the tree. */
export interface TreeRow {
  node: TreeNode;
  /** 1 at the top. */
  level: number;
  hasChildren: boolean;
  isOpen: boolean;
  position: number;
  siblings: number;
}

/** Children by parent id ('' at the top), in their order. A parent that is not in the list counts as the top. */
export function childrenOf(nodes: readonly TreeNode[]): Map<string, TreeNode[]> {
  const known = new Set(nodes.map(({ id }) => id));
  const children = new Map<string, TreeNode[]>();
  for (const node of nodes.toSorted((a, b) => a.position - b.position)) {
    const parent = node.parentId && known.has(node.parentId) ? node.parentId : '';
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  return children;
}

/** The lines that are visible with the given branches unfolded. */
export function visibleRows(nodes: readonly TreeNode[], open: ReadonlySet<string>): TreeRow[] {
  const children = childrenOf(nodes);
  const rows: TreeRow[] = [];
  const walk = (parent: string, level: number) => {
    const siblings = children.get(parent) ?? [];
    siblings.forEach((node, index) => {
      const hasChildren = children.has(node.id);
      const isOpen = hasChildren && open.has(node.id);
      rows.push({ node, level, hasChildren, isOpen, position: index + 1, siblings: siblings.length });
      if (isOpen) walk(node.id, level + 1);
    });
  };
  walk('', 1);
  return rows;
}

/** Where something is let go, relative to a line. */
export type DropZone = 'before' | 'inside' | 'after';

/** Parent and left neighbour that a drop means; null when it would change nothing or end inside itself. */
export function dropTarget(
  nodes: readonly TreeNode[],
  dragged: string,
  target: TreeNode,
  zone: DropZone,
): { parentId: string | null; afterId: string | null } | null {
  if (dragged === target.id || isBelow(nodes, target.id, dragged)) return null;
  const children = childrenOf(nodes);
  if (zone === 'inside') {
    const last = (children.get(target.id) ?? []).filter(({ id }) => id !== dragged).at(-1);
    return { parentId: target.id, afterId: last?.id ?? null };
  }
  const parentId = target.parentId ?? null;
  if (zone === 'after') return { parentId, afterId: target.id };
  const siblings = (children.get(parentId ?? '') ?? []).filter(({ id }) => id !== dragged);
  const index = siblings.findIndex(({ id }) => id === target.id);
  return { parentId, afterId: siblings[index - 1]?.id ?? null };
}

function isBelow(nodes: readonly TreeNode[], id: string, ancestor: string): boolean {
  const parents = new Map(nodes.map((node) => [node.id, node.parentId]));
  for (let at = parents.get(id); at; at = parents.get(at)) if (at === ancestor) return true;
  return false;
}

/** Whether a move may change who reads the document: it comes from below a restricted one, or goes there. */
export function crossesRestriction(
  nodes: readonly TreeNode[],
  documentId: string,
  parentId: string | null,
): boolean {
  const find = (id: string | null | undefined) => nodes.find((node) => node.id === id);
  const before = find(documentId)?.parentId ?? null;
  if (before === parentId) return false;
  return [before, parentId].some((id) => find(id)?.isRestricted === true);
}
