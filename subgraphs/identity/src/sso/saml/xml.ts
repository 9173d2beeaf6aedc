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

/** Why bytes are not XML that we take; the message is for those who set the connection up. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

/** Limits of {@link readXml}. */
export interface XmlLimits {
  readonly maxBytes: number;
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
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const MAX_DEPTH = 40;
const MAX_ELEMENTS = 4000;
const MAX_ATTRIBUTES = 60;
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
 *
 * @throws XmlRefused
 */
export function readXml(bytes: Buffer, limits: XmlLimits): XmlElement {
  if (bytes.length > limits.maxBytes) throw new XmlRefused(`larger than ${String(limits.maxBytes)} bytes`);
  return new Reader(decode(bytes), limits.comments ?? false).read();
}

function decode(bytes: Buffer): string {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new XmlRefused('not UTF-8');
  }
  // eslint-disable-next-line no-control-regex -- these are what XML 1.0 §2.2 forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) {
    throw new XmlRefused('a character that XML does not allow');
  }
  return text;
}

class Reader {
  private at = 0;
  private elements = 0;
  private readonly ids = new Set<string>();
  private readonly stack: Open[] = [];
  private root: XmlElement | null = null;

  constructor(
    private readonly source: string,
    private readonly allowsComments: boolean,
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
    if (!this.allowsComments) throw new XmlRefused('a comment');
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
    if (++this.elements > MAX_ELEMENTS || this.stack.length >= MAX_DEPTH) {
      throw new XmlRefused('too many or too deep elements');
    }
    const raw = this.attributes();
    const scope = scopeOf(raw, this.stack.at(-1)?.scope ?? new Map([['xml', XML]]));
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
      if (found.size >= MAX_ATTRIBUTES) throw new XmlRefused('too many attributes');
      found.set(name, unescape(double ?? single ?? ''));
      this.at += all.length;
    }
    const space = /^[ \t\r\n]*/.exec(this.source.slice(this.at, this.at + 100));
    this.at += space?.[0].length ?? 0;
    return found;
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

function scopeOf(
  raw: ReadonlyMap<string, string>,
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const scope = new Map(outer);
  for (const [name, value] of raw) {
    if (name === 'xmlns') scope.set('', value);
    if (!name.startsWith('xmlns:')) continue;
    const prefix = name.slice(6);
    const isReserved =
      prefix === 'xml' || prefix === 'xmlns' || value === XML || value === XMLNS || value === '';
    if (isReserved) throw new XmlRefused('a namespace declared in a way that is not allowed');
    scope.set(prefix, value);
  }
  return scope;
}

function resolveAttributes(
  raw: ReadonlyMap<string, string>,
  scope: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
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

function unescape(raw: string): string {
  if (raw.includes(']]>')) throw new XmlRefused('the end of a CDATA section in a text');
  return raw.replace(/&([^;&]{0,12};?)/g, (_all, reference: string) => {
    const entity = /^([a-z]+);$/.exec(reference)?.[1];
    if (entity !== undefined && Object.hasOwn(ENTITIES, entity)) return ENTITIES[entity] ?? '';
    const code = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));$/.exec(reference);
    if (!code) throw new XmlRefused('a reference to an entity');
    return character(code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16));
  });
}

/** XML 1.0 §2.2, Char. */
function character(code: number): string {
  const isAllowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!isAllowed) throw new XmlRefused('a reference to a character that XML does not allow');
  return String.fromCodePoint(code);
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
