import type { BodyNode } from './schema.js';

/** The ids of the files that a body shows or links to, each once, in the order of the text. */
export function fileIdsOf(body: BodyNode): string[] {
  const ids = new Set<string>();
  const open: BodyNode[] = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    const id = node.type === 'image' || node.type === 'file' ? node.attrs?.['fileId'] : undefined;
    if (typeof id === 'string') ids.add(id);
    if (node.content) open.push(...node.content.toReversed());
  }
  return [...ids];
}
