import { decode, unescape, XmlRefused } from './xml-text.js';

/** An element as the guard read it: names are resolved, references decoded, nothing else is interpreted. */
export interface XmlElement {
  readonly namespace: string;
  readonly local: string;
  /** By `local` for attributes without a namespace, by `{namespace}local` for others. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text between the children, joined. */
  readonly text: string;
}

/** Limits of {@link readXml}. */
export interface XmlLimits {
  readonly maxBytes: number;
  readonly maxElements: number;
  /** Comments are passed over; only in files that people upload, never in messages. */
  readonly comments?: boolean;
}

const NAME = '[A-Za-z_][A-Za-z0-9_.-]*';
const QNAME = new RegExp(`^(?:(${NAME}):)?(${NAME})$`);
const OPEN = new RegExp(`^<((?:${NAME}:)?${NAME})`);
const CLOSE = new RegExp(`^</((?:${NAME}:)?${NAME})[ \\t\\r\\n]*>`);
const ATTRIBUTE = new RegExp(
  `^[ \\t\\r\\n]+((?:${NAME}:)?${NAME})[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"([^"<]*)"|'([^'<]*)')`,
);
const DECLARATION =
  /^<\?xml[ \t\r\n]+version=(["'])1\.0\1(?:[ \t\r\n]+encoding=(["'])utf-8\2)?(?:[ \t\r\n]+standalone=(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/i;
const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const OUTERMOST: ReadonlyMap<string, string> = new Map([['xml', XML]]);
const MAX_DEPTH = 40;
const MAX_ATTRIBUTES = 60;
/** On average over a document, declarations of namespaces included. */
const MAX_ATTRIBUTES_PER_ELEMENT = 3;
const MAX_ATTRIBUTE_CHARACTERS = 4096;
/** Different ones in a document: providers repeat the same two on every value, as often as there are values. */
const MAX_DECLARATIONS = 100;
const IDS = new Set(['ID', 'Id', 'id', `{${XML}}id`]);

interface Open {
  readonly tag: string;
  readonly scope: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly texts: string[];
  readonly build: (children: XmlElement[], text: string) => XmlElement;
}

/**
 * Reads a small strict part of XML 1.0 with namespaces, before any parser does: UTF-8 alone; no document type,
 * entities of one's own, processing instructions, CDATA or (in messages) comments; no attribute twice, no ID twice.
 * What two parsers could read differently is refused, so that what was signed is what is read (ASVS 5.0 1.5.1, 1.5.3).
 * Whatever is counted is bounded, so that the work stays proportional to the limits, here and in the library behind.
 *
 * @throws XmlRefused
 */
export function readXml(bytes: Buffer, limits: XmlLimits): XmlElement {
  if (bytes.length > limits.maxBytes) throw new XmlRefused(`larger than ${String(limits.maxBytes)} bytes`);
  return new Reader(decode(bytes), limits).read();
}

class Reader {
  private at = 0;
  private elements = 0;
  private attributeCount = 0;
  private readonly declarations = new Set<string>();
  private readonly ids = new Set<string>();
  private readonly stack: Open[] = [];
  private root: XmlElement | null = null;

  constructor(
    private readonly source: string,
    private readonly limits: XmlLimits,
  ) {}

  read(): XmlElement {
    if (this.source.startsWith('<?xml'))
      this.take(DECLARATION, 'an XML declaration other than 1.0 and UTF-8');
    while (this.at < this.source.length) this.step();
    if (this.stack.length > 0 || !this.root) throw new XmlRefused('the document ends too early');
    return this.root;
  }

  private step(): void {
    const { source, at } = this;
    if (source[at] !== '<') return this.text();
    if (source.startsWith('</', at)) return this.close();
    if (source.startsWith('<!--', at)) return this.comment();
    if (source.startsWith('<![CDATA[', at)) throw new XmlRefused('a CDATA section');
    if (source.startsWith('<!', at)) throw new XmlRefused('a document type declaration');
    if (source.startsWith('<?', at)) throw new XmlRefused('a processing instruction');
    this.open();
  }

  private text(): void {
    const next = this.source.indexOf('<', this.at);
    const end = next < 0 ? this.source.length : next;
    const raw = this.source.slice(this.at, end);
    this.at = end;
    const top = this.stack.at(-1);
    if (top) top.texts.push(unescape(raw));
    else if (raw.trim() !== '') throw new XmlRefused('text outside of the document element');
  }

  private comment(): void {
    const end = this.source.indexOf('--', this.at + 4);
    if (!this.limits.comments) throw new XmlRefused('a comment');
    if (end < 0 || this.source[end + 2] !== '>') throw new XmlRefused('a comment that does not end');
    this.at = end + 3;
  }

  private close(): void {
    const tag = this.take(CLOSE, 'an end tag that cannot be read')[1];
    const top = this.stack.pop();
    if (top?.tag !== tag || !top) throw new XmlRefused('tags that do not match');
    this.add(top.build(top.children, top.texts.join('')));
  }

  private add(element: XmlElement): void {
    const parent = this.stack.at(-1);
    if (parent) parent.children.push(element);
    else this.root = element;
  }

  private open(): void {
    if (this.root) throw new XmlRefused('more than one document element');
    const tag = this.take(OPEN, 'a tag that cannot be read')[1] ?? '';
    if (++this.elements > this.limits.maxElements || this.stack.length >= MAX_DEPTH) {
      throw new XmlRefused('too many or too deep elements');
    }
    const raw = this.attributes();
    const scope = this.scope(raw);
    const attributes = resolveAttributes(raw, scope);
    this.claimIds(attributes);
    const { namespace, local } = resolve(tag, scope, scope.get('') ?? '');
    const build = (children: XmlElement[], text: string): XmlElement => ({
      ...{ namespace, local, attributes, children, text },
    });
    const isEmpty = this.source.startsWith('/>', this.at);
    if (!isEmpty && this.source[this.at] !== '>') throw new XmlRefused('a tag that cannot be read');
    this.at += isEmpty ? 2 : 1;
    if (isEmpty) this.add(build([], ''));
    else this.stack.push({ tag, scope, children: [], texts: [], build });
  }

  private attributes(): Map<string, string> {
    const found = new Map<string, string>();
    for (;;) {
      const match = ATTRIBUTE.exec(this.source.slice(this.at, this.at + 20_000));
      if (!match) break;
      const [all, name = '', double, single] = match;
      if (found.has(name)) throw new XmlRefused(`the attribute ${name} twice in one element`);
      const value = double ?? single ?? '';
      const total = ++this.attributeCount;
      if (
        found.size >= MAX_ATTRIBUTES ||
        total > MAX_ATTRIBUTES_PER_ELEMENT * this.limits.maxElements ||
        value.length > MAX_ATTRIBUTE_CHARACTERS
      ) {
        throw new XmlRefused('too many or too long attributes');
      }
      found.set(name, unescape(value));
      this.at += all.length;
    }
    const space = /^[ \t\r\n]*/.exec(this.source.slice(this.at, this.at + 100));
    this.at += space?.[0].length ?? 0;
    return found;
  }

  /** That of the element around it where nothing new is declared: a copy each would cost elements times declarations. */
  private scope(raw: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const outer = this.stack.at(-1)?.scope ?? OUTERMOST;
    const declared = declarationsOf(raw);
    for (const declaration of declared) this.declarations.add(declaration.join(' '));
    if (this.declarations.size > MAX_DECLARATIONS) throw new XmlRefused('too many namespaces');
    const isNew = declared.some(([prefix, value]) => outer.get(prefix) !== value);
    return isNew ? new Map([...outer, ...declared]) : outer;
  }

  private claimIds(attributes: ReadonlyMap<string, string>): void {
    for (const [name, value] of attributes) {
      if (!IDS.has(name)) continue;
      if (this.ids.has(value)) throw new XmlRefused('an ID twice in one document');
      this.ids.add(value);
    }
  }

  private take(pattern: RegExp, problem: string): RegExpExecArray {
    const match = pattern.exec(this.source.slice(this.at, this.at + 2000));
    if (!match) throw new XmlRefused(problem);
    this.at += match[0].length;
    return match;
  }
}

/** The prefix that an attribute declares, empty for the default namespace; `null` when it declares none. */
function declaredBy(name: string): string | null {
  if (name === 'xmlns') return '';
  return name.startsWith('xmlns:') ? name.slice(6) : null;
}

function declarationsOf(raw: ReadonlyMap<string, string>): (readonly [prefix: string, namespace: string])[] {
  return [...raw].flatMap(([name, value]) => {
    const prefix = declaredBy(name);
    if (prefix === null) return [];
    const isReserved =
      prefix === 'xml' || prefix === 'xmlns' || value === XML || value === XMLNS || value === '';
    if (prefix !== '' && isReserved) {
      throw new XmlRefused('a namespace declared in a way that is not allowed');
    }
    return [[prefix, value] as const];
  });
}

function resolveAttributes(
  raw: ReadonlyMap<string, string>,
  scope: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of raw) {
    if (declaredBy(name) !== null) continue;
    const { namespace, local } = resolve(name, scope, '');
    const key = namespace === '' ? local : `{${namespace}}${local}`;
    if (found.has(key)) throw new XmlRefused(`the attribute ${local} twice in one element`);
    found.set(key, value);
  }
  return found;
}

function resolve(
  name: string,
  scope: ReadonlyMap<string, string>,
  unprefixed: string,
): { namespace: string; local: string } {
  const [, prefix, local = ''] = QNAME.exec(name) ?? [];
  if (prefix === undefined) return { namespace: unprefixed, local };
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw new XmlRefused(`the prefix ${prefix} without a namespace`);
  return { namespace, local };
}

/** Whether an element has this name. */
export function isNamed(element: XmlElement, namespace: string, local: string): boolean {
  return element.namespace === namespace && element.local === local;
}

/** The children of this name. */
export function childrenOf(element: XmlElement, namespace: string, local: string): readonly XmlElement[] {
  return element.children.filter((child) => isNamed(child, namespace, local));
}

/** The only child of this name; `null` when there is none or more than one. */
export function onlyChild(element: XmlElement, namespace: string, local: string): XmlElement | null {
  const found = childrenOf(element, namespace, local);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The element and everything below it, in document order. */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* everyElement(child);
}
