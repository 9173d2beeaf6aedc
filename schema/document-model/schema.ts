import { Schema, type AttributeSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { MARK_ATTRIBUTES, NODE_ATTRIBUTES, type Attribute } from './attributes.js';

function attributesOf(known: Readonly<Record<string, Attribute>> | undefined): {
  attrs?: Record<string, AttributeSpec>;
} {
  if (!known) return {};
  const kept = Object.entries(known).filter(([, attribute]) => !attribute.dropped);
  const attrs = kept.map(([name, attribute]): [string, AttributeSpec] => [
    name,
    'default' in attribute ? { default: attribute.default } : {},
  ]);
  return { attrs: Object.fromEntries(attrs) };
}

const node = (name: string, spec: NodeSpec): [string, NodeSpec] => [
  name,
  { ...spec, ...attributesOf(NODE_ATTRIBUTES[name]) },
];
const mark = (name: string, spec: MarkSpec = {}): [string, MarkSpec] => [
  name,
  { ...spec, ...attributesOf(MARK_ATTRIBUTES[name]) },
];

/**
 * The document model: what a document's body may consist of.
 *
 * Names, content and attributes are those of Tiptap's StarterKit, so that the editor's JSON is the stored
 * JSON; images and files are our own: they name a file of the product by its id and nothing by an address. A body is checked against it by `checkBody`; it is not used for rendering.
 */
export const documentSchema = new Schema({
  topNode: 'doc',
  nodes: Object.fromEntries([
    node('doc', { content: 'block+' }),
    node('paragraph', { content: 'inline*', group: 'block' }),
    node('heading', { content: 'inline*', group: 'block' }),
    node('bulletList', { content: 'listItem+', group: 'block list' }),
    node('orderedList', { content: 'listItem+', group: 'block list' }),
    node('listItem', { content: 'paragraph block*' }),
    node('blockquote', { content: 'block+', group: 'block' }),
    node('codeBlock', { content: 'text*', group: 'block', marks: '', code: true }),
    node('horizontalRule', { group: 'block' }),
    node('image', { group: 'block' }),
    node('file', { group: 'block' }),
    node('hardBreak', { group: 'inline', inline: true }),
    node('text', { group: 'inline' }),
  ]),
  marks: Object.fromEntries([
    mark('link', { inclusive: false }),
    mark('bold'),
    mark('italic'),
    mark('underline'),
    mark('strike'),
    mark('code', { excludes: '_', code: true }),
  ]),
});

/** A body as stored: ProseMirror JSON whose root is a `doc`. */
export interface BodyNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, string | number | null>>;
  readonly content?: readonly BodyNode[];
  readonly marks?: readonly {
    readonly type: string;
    readonly attrs?: Readonly<Record<string, string | number | null>>;
  }[];
  readonly text?: string;
}
