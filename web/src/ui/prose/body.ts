/** A document's body as stored: ProseMirror JSON (schema/document-model). */
export interface BodyNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: readonly BodyNode[];
  marks?: readonly { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
}

/** One line of a document's outline. */
export interface OutlineEntry {
  id: string;
  level: number;
  text: string;
}

/** The body as nodes; anything else counts as empty. */
export function asBody(body: unknown): BodyNode {
  const node = body as BodyNode | null | undefined;
  return node && typeof node.type === 'string' ? node : { type: 'doc', content: [] };
}

/** Plain text of a node and everything in it. */
export function textOf(node: BodyNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return ' ';
  // What stands for a picture or a file in plain text.
  if (node.type === 'image') return attributeOf(node, 'alt');
  if (node.type === 'file') return attributeOf(node, 'name');
  return (node.content ?? []).map(textOf).join('');
}

/** An attribute that is text; empty when it is not there, or something else. */
export function attributeOf(node: BodyNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

/** The top-level headings with their anchors, in order. */
export function outlineOf(body: BodyNode): OutlineEntry[] {
  return (body.content ?? [])
    .map((node, index) => ({ node, id: anchorOf(index) }))
    .filter(({ node }) => node.type === 'heading' && textOf(node).trim() !== '')
    .map(({ node, id }) => ({ id, level: levelOf(node), text: textOf(node) }));
}

/** Anchor of the top-level node at an index. */
export function anchorOf(index: number): string {
  return `p-${index + 1}`;
}

/** Level 1 to 4 of a heading. */
export function levelOf(node: BodyNode): number {
  const level = node.attrs?.level;
  return typeof level === 'number' && level >= 1 && level <= 4 ? level : 2;
}
