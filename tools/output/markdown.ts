import { Node } from 'prosemirror-model';
import { defaultMarkdownSerializer, MarkdownSerializer } from 'prosemirror-markdown';
import { documentSchema } from '#schema/document-model/schema.js';

const base = defaultMarkdownSerializer;
type NodeWriter = (typeof base.nodes)[string];
type MarkWriter = (typeof base.marks)[string];

/** The writer of prosemirror-markdown under the name that the node has in our model. */
const node = (name: string): NodeWriter => base.nodes[name]!;
const mark = (name: string): MarkWriter => base.marks[name]!;

const orderedList: NodeWriter = (state, list) => {
  const start = Number(list.attrs['start'] ?? 1);
  const width = String(start + list.childCount - 1).length;
  state.renderList(list, ' '.repeat(width + 2), (index) => `${String(start + index).padStart(width)}. `);
};

const codeBlock: NodeWriter = (state, block) => {
  const fences = block.textContent.match(/`{3,}/gm) ?? [];
  const fence = `${fences.toSorted().at(-1) ?? '``'}\``;
  state.write(`${fence}${String(block.attrs['language'] ?? '')}\n`);
  state.text(block.textContent, false);
  state.write(`\n${fence}`);
  state.closeBlock(block);
};

/** Files stay in the product: a text names them by their id. */
const image: NodeWriter = (state, file) => {
  state.write(
    `![${state.esc(String(file.attrs['alt'] ?? ''))}](kopexa-file:${String(file.attrs['fileId'])})`,
  );
  state.closeBlock(file);
};
const attachment: NodeWriter = (state, file) => {
  state.write(
    `[${state.esc(String(file.attrs['name'] ?? ''))}](kopexa-file:${String(file.attrs['fileId'])})`,
  );
  state.closeBlock(file);
};

const serializer = new MarkdownSerializer(
  {
    paragraph: node('paragraph'),
    heading: node('heading'),
    bulletList: (state, list) => state.renderList(list, '  ', () => '- '),
    orderedList,
    listItem: node('list_item'),
    blockquote: node('blockquote'),
    codeBlock,
    horizontalRule: node('horizontal_rule'),
    hardBreak: node('hard_break'),
    text: node('text'),
    image,
    file: attachment,
  },
  {
    bold: mark('strong'),
    italic: mark('em'),
    code: mark('code'),
    link: mark('link'),
    strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true },
    // Markdown has none; what a reader underlines stays visible where HTML is allowed.
    underline: { open: '<u>', close: '</u>', mixable: true, expelEnclosingWhitespace: true },
  },
);

/**
 * A body of the document model as Markdown (CommonMark, strike-through as in GFM).
 *
 * @throws RangeError for a body that this version's model does not know
 */
export function markdownOf(body: Readonly<Record<string, unknown>>): string {
  return `${serializer.serialize(Node.fromJSON(documentSchema, body)).trimEnd()}\n`;
}

/** Front matter: YAML whose values are written as JSON, which YAML 1.2 includes. */
export function frontMatter(facts: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(facts).map(([name, value]) => {
    if (!Array.isArray(value)) return `${name}: ${JSON.stringify(value ?? null)}`;
    return [`${name}:`, ...value.map((each) => `  - ${JSON.stringify(each)}`)].join('\n');
  });
  return `---\n${lines.join('\n')}\n---\n\n`;
}
