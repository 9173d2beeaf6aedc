import type { BodyNode } from './schema.js';

const BLOCKS = new Set(['paragraph', 'heading', 'codeBlock']);

/** The text of one node without its marks; hard breaks become line feeds. */
export function textOf(node: BodyNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  return (node.content ?? []).map(textOf).join('');
}

/** The plain text of a checked body, one line per text block: what search indexes and snippets show. */
export function plainTextOf(body: BodyNode): string {
  const lines: string[] = [];
  const visit = (node: BodyNode): void => {
    if (BLOCKS.has(node.type)) lines.push(textOf(node));
    else node.content?.forEach(visit);
  };
  visit(body);
  return lines.join('\n');
}
