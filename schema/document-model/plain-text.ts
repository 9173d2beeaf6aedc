import type { BodyNode } from './schema.js';

const BLOCKS = new Set(['paragraph', 'heading', 'codeBlock']);

/** The text of one node without its marks; hard breaks become line feeds. */
export function textOf(node: BodyNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  return (node.content ?? []).map(textOf).join('');
}

/** What stands for a node that shows a file: the image's alternative text or the file's name; null for others. */
export function fileTextOf(node: BodyNode): string | null {
  if (node.type !== 'image' && node.type !== 'file') return null;
  const text = node.attrs?.[node.type === 'image' ? 'alt' : 'name'];
  return typeof text === 'string' ? text : '';
}

/** The plain text of a checked body, one line per text block: what search indexes and snippets show. */
export function plainTextOf(body: BodyNode): string {
  const lines: string[] = [];
  const visit = (node: BodyNode): void => {
    const named = fileTextOf(node);
    if (named) lines.push(named);
    else if (BLOCKS.has(node.type)) lines.push(textOf(node));
    else node.content?.forEach(visit);
  };
  visit(body);
  return lines.join('\n');
}
