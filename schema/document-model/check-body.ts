import { Fragment, Node } from 'prosemirror-model';
import { findForeign } from './check-shape.js';
import { BODY_LIMITS } from './limits.js';
import { plainTextOf } from './plain-text.js';
import { passed, refused, type Checked } from './problem.js';
import { documentSchema, type BodyNode } from './schema.js';
import { countWords, normaliseText } from './text.js';

/** A body that passed, in the one form that is stored, with what is derived from it. */
export interface CheckedBody {
  readonly body: BodyNode;
  readonly plain: string;
  /** Bytes of the body as JSON in UTF-8. */
  readonly byteSize: number;
  readonly wordCount: number;
}

/** The body of a new document: one empty paragraph. */
export const EMPTY_BODY: BodyNode = { type: 'doc', content: [{ type: 'paragraph' }] };

/**
 * Checks an untrusted body against the document model and brings it into the form that is stored: text in
 * NFC, marks in one order, adjacent equal text joined, defaults filled in, attributes of editors dropped.
 *
 * Refuses unknown nodes, marks, attributes and keys, wrong nesting, links with other schemes, control
 * characters, more than 1 MiB, 20,000 nodes or 30 levels. Never throws for bad input.
 */
export function checkBody(value: unknown): Checked<CheckedBody> {
  const foreign = findForeign(value);
  if (foreign) return { ok: false, problem: foreign };
  const node = parse(value as BodyNode);
  if (!node) {
    return refused(
      'Der Text ist nicht so aufgebaut, wie ein Dokument es sein muss. Bitte laden Sie die Seite neu.',
      'The text is not built the way a document has to be. Please reload the page.',
    );
  }
  const body = node.toJSON() as BodyNode;
  const byteSize = new TextEncoder().encode(JSON.stringify(body)).length;
  if (byteSize > BODY_LIMITS.bytes) {
    return refused(
      'Das Dokument ist größer als 1 MiB. Bitte teilen Sie es in mehrere Dokumente auf.',
      'The document is larger than 1 MiB. Please split it into several documents.',
    );
  }
  const plain = plainTextOf(body);
  return passed({ body, plain, byteSize, wordCount: countWords(plain) });
}

/** Builds and checks the ProseMirror node; null when the nesting is wrong. Depth is bounded by now. */
function parse(value: BodyNode): Node | null {
  try {
    const content = value.content?.length ? value.content : EMPTY_BODY.content;
    const node = canonical(
      Node.fromJSON(documentSchema, { type: value.type, content: content?.map(normalised) }),
    );
    node.check();
    return node;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function normalised(node: BodyNode): BodyNode {
  return {
    ...node,
    ...(node.text === undefined ? {} : { text: normaliseText(node.text) }),
    ...(node.content ? { content: node.content.map(normalised) } : {}),
  };
}

function canonical(node: Node): Node {
  if (node.isText) return node;
  return node.copy(Fragment.fromArray(node.children.map(canonical)));
}
