import { MARK_ATTRIBUTES, NODE_ATTRIBUTES, type Attribute } from './attributes.js';
import { BODY_LIMITS } from './limits.js';
import { refused, type ModelProblem } from './problem.js';
import { documentSchema } from './schema.js';
import { hasForbiddenCharacter } from './text.js';

const NODE_KEYS = new Set(['type', 'attrs', 'content', 'marks', 'text']);
const MARK_KEYS = new Set(['type', 'attrs']);

interface Visit {
  readonly node: unknown;
  readonly depth: number;
  /** Number of the top-level block it is in, from 1: the place as a person can find it. */
  readonly block: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const problem = (de: string, en: string): ModelProblem => refused(de, en).problem;
const quoted = (name: unknown): string => (typeof name === 'string' ? name.slice(0, 40) : typeof name);

/**
 * Walks untrusted JSON without recursion and tells the first thing that the document model does not know:
 * nodes, marks, attributes and keys are checked against lists, never passed on (THREATS 32, 33).
 *
 * Returns null when everything is known; how nodes may nest is checked afterwards by ProseMirror.
 */
export function findForeign(body: unknown): ModelProblem | null {
  const open: Visit[] = [{ node: body, depth: 0, block: 0 }];
  for (let seen = 0; open.length > 0; seen += 1) {
    if (seen > BODY_LIMITS.nodes) return tooMany();
    const visit = open.pop()!;
    const found = inspect(visit);
    if (found) return found;
    const children = (visit.node as { content?: unknown[] }).content ?? [];
    if (children.length > BODY_LIMITS.nodes) return tooMany();
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const block = visit.depth === 0 ? index + 1 : visit.block;
      open.push({ node: children[index], depth: visit.depth + 1, block });
    }
  }
  return null;
}

function inspect({ node, depth, block }: Visit): ModelProblem | null {
  if (!isRecord(node) || !Object.keys(node).every((key) => NODE_KEYS.has(key))) return malformed(block);
  if (depth > BODY_LIMITS.depth) return tooDeep(block);
  const type = node['type'];
  if (typeof type !== 'string' || !Object.hasOwn(documentSchema.nodes, type)) {
    return problem(
      `Block ${block} enthält ein Element, das hier nicht möglich ist („${quoted(type)}“). Bitte entfernen Sie es.`,
      `Block ${block} contains an element that is not possible here (“${quoted(type)}”). Please remove it.`,
    );
  }
  if ((type === 'doc') !== (depth === 0)) return malformed(block);
  if (node['content'] !== undefined && !Array.isArray(node['content'])) return malformed(block);
  return (
    inspectText(type, node['text'], block) ??
    inspectAttributes(type, node['attrs'], NODE_ATTRIBUTES[type] ?? {}, block) ??
    inspectMarks(node['marks'], block)
  );
}

function inspectText(type: string, text: unknown, block: number): ModelProblem | null {
  if (type !== 'text') return text === undefined ? null : malformed(block);
  if (typeof text !== 'string' || text === '') return malformed(block);
  // A carriage return is turned into a line feed when the body is stored.
  if (!hasForbiddenCharacter(text.replaceAll('\r', '\n'))) return null;
  return problem(
    `Block ${block} enthält Steuerzeichen. Bitte fügen Sie den Text ohne Formatierung ein.`,
    `Block ${block} contains control characters. Please paste the text without formatting.`,
  );
}

function inspectMarks(marks: unknown, block: number): ModelProblem | null {
  if (marks === undefined) return null;
  if (!Array.isArray(marks) || marks.length > 10) return malformed(block);
  for (const mark of marks as unknown[]) {
    if (!isRecord(mark) || !Object.keys(mark).every((key) => MARK_KEYS.has(key))) return malformed(block);
    const type = mark['type'];
    if (typeof type !== 'string' || !Object.hasOwn(documentSchema.marks, type)) {
      return problem(
        `Block ${block} enthält eine Auszeichnung, die hier nicht möglich ist („${quoted(type)}“). Bitte entfernen Sie sie.`,
        `Block ${block} contains a text style that is not possible here (“${quoted(type)}”). Please remove it.`,
      );
    }
    const found = inspectAttributes(type, mark['attrs'], MARK_ATTRIBUTES[type] ?? {}, block);
    if (found) return found;
  }
  return null;
}

function inspectAttributes(
  type: string,
  given: unknown,
  known: Readonly<Record<string, Attribute>>,
  block: number,
): ModelProblem | null {
  if (given !== undefined && given !== null && !isRecord(given)) return malformed(block);
  const attrs: Record<string, unknown> = given ?? {};
  for (const [name, value] of Object.entries(attrs)) {
    const attribute = Object.hasOwn(known, name) ? known[name] : undefined;
    if (attribute?.accepts(value)) continue;
    return name === 'href' && attribute ? badLink(block) : badAttribute(type, name, block);
  }
  const missing = Object.entries(known).find(
    ([name, attribute]) => !('default' in attribute) && !Object.hasOwn(attrs, name),
  );
  return missing ? badAttribute(type, missing[0], block) : null;
}

const malformed = (block: number): ModelProblem =>
  problem(
    `Der Text ist in Block ${block} beschädigt und kann so nicht gespeichert werden. Bitte laden Sie die Seite neu.`,
    `The text is damaged in block ${block} and cannot be saved like this. Please reload the page.`,
  );
const tooMany = (): ModelProblem =>
  problem(
    `Das Dokument hat mehr als ${BODY_LIMITS.nodes} Elemente. Bitte teilen Sie es in mehrere Dokumente auf.`,
    `The document has more than ${BODY_LIMITS.nodes} elements. Please split it into several documents.`,
  );
const tooDeep = (block: number): ModelProblem =>
  problem(
    `Block ${block} ist zu tief verschachtelt. Bitte rücken Sie die Listen weniger weit ein.`,
    `Block ${block} is nested too deeply. Please indent the lists less.`,
  );
const badLink = (block: number): ModelProblem =>
  problem(
    `Block ${block} enthält einen Link, der nicht erlaubt ist. Möglich sind Adressen mit http, https oder mailto und Seiten dieser Anwendung.`,
    `Block ${block} contains a link that is not allowed. Use an address with http, https or mailto, or a page of this application.`,
  );
const badAttribute = (type: string, name: string, block: number): ModelProblem =>
  problem(
    `Block ${block} enthält eine Angabe, die hier nicht möglich ist („${quoted(type)}.${quoted(name)}“).`,
    `Block ${block} contains a detail that is not possible here (“${quoted(type)}.${quoted(name)}”).`,
  );
