import { attributeOf, textOf, type BodyNode } from './body.ts';

/** Indexes of top-level nodes whose text the other body does not have (each occurrence counts once). */
export function differing(body: BodyNode, other: BodyNode): ReadonlySet<number> {
  const left = new Map<string, number>();
  for (const node of other.content ?? []) {
    const key = keyOf(node);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const marks = new Set<number>();
  (body.content ?? []).forEach((node, index) => {
    const key = keyOf(node);
    const count = left.get(key) ?? 0;
    if (count === 0) marks.add(index);
    else left.set(key, count - 1);
  });
  return marks;
}

function keyOf(node: BodyNode): string {
  // The same words may stand for another picture.
  return `${node.type} ${attributeOf(node, 'fileId')} ${textOf(node)}`;
}
