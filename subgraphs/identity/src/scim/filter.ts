import { scimError } from './scim-error.js';

/** How two values are compared (RFC 7644 §3.4.2.2). */
export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** A literal of a filter. */
export type Literal = string | number | boolean | null;

/** A filter, as it was written; attribute names in lower case and without the URN of the resource's own schema. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter }
  | { readonly kind: 'present'; readonly attribute: string }
  | { readonly kind: 'compare'; readonly attribute: string; readonly by: Comparison; readonly value: Literal }
  | { readonly kind: 'some'; readonly attribute: string; readonly inner: Filter };

/** Longest filter, in characters, and how much may be in it: what is parsed costs no more than reading it. */
const LONGEST = 4_000;
const MOST_TERMS = 100;
const DEEPEST = 20;

const COMPARISONS = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']);
const ATTRIBUTE = /^[a-z][\w$-]*(\.[a-z$][\w$-]*)?$/;
const OWN_URN = /^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/;
const TOKEN = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/y;

/**
 * Parses a filter (RFC 7644 §3.4.2.2, figure 1): `and` binds stronger than `or`, `not` takes parentheses.
 *
 * @throws KopexaError 400 invalidFilter
 */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST) throw invalid(`A filter has ${LONGEST} characters at most.`);
  const parser = new Parser(tokensOf(text));
  const filter = parser.either(0, null);
  parser.end();
  return filter;
}

/** Splits `members[value eq "x"].display` into its parts; `null` for what is no path (RFC 7644 §3.5.2). */
export function parsePath(
  text: string,
): { readonly attribute: string; readonly where: Filter | null; readonly sub: string | null } | null {
  const path = text.trim();
  const open = path.indexOf('[');
  if (open < 0) {
    const attribute = attributeName(path);
    if (!ATTRIBUTE.test(attribute)) return null;
    const [name = '', sub = null] = attribute.split('.');
    return { attribute: name, where: null, sub };
  }
  const close = path.lastIndexOf(']');
  const [attribute, rest] = [attributeName(path.slice(0, open)), path.slice(close + 1).toLowerCase()];
  if (close < open || !/^[a-z]\w*$/.test(attribute) || !/^(\.[a-z$]\w*)?$/.test(rest)) return null;
  return {
    attribute,
    where: parseFilter(path.slice(open + 1, close)),
    sub: rest === '' ? null : rest.slice(1),
  };
}

/** The name of an attribute as it is looked up: case does not matter (RFC 7643 §2.1). */
export function attributeName(text: string): string {
  return text.toLowerCase().replace(OWN_URN, '');
}

class Parser {
  private at = 0;
  private terms = 0;

  constructor(private readonly tokens: readonly string[]) {}

  either(depth: number, parent: string | null): Filter {
    let left = this.both(depth, parent);
    while (this.takes('or')) left = { kind: 'or', left, right: this.both(depth, parent) };
    return left;
  }

  end(): void {
    if (this.at < this.tokens.length) throw invalid(`The filter goes on where it should end: ${this.next()}`);
  }

  private both(depth: number, parent: string | null): Filter {
    let left = this.one(depth, parent);
    while (this.takes('and')) left = { kind: 'and', left, right: this.one(depth, parent) };
    return left;
  }

  private one(depth: number, parent: string | null): Filter {
    if (depth > DEEPEST) throw invalid('The filter is nested too deeply.');
    if (this.takes('not')) {
      this.needs('(');
      return { kind: 'not', inner: this.closed(depth, parent, ')') };
    }
    if (this.takes('(')) return this.closed(depth, parent, ')');
    return this.term(depth, parent);
  }

  private closed(depth: number, parent: string | null, by: string): Filter {
    const inner = this.either(depth + 1, parent);
    this.needs(by);
    return inner;
  }

  private term(depth: number, parent: string | null): Filter {
    if ((this.terms += 1) > MOST_TERMS) throw invalid(`A filter compares ${MOST_TERMS} times at most.`);
    const attribute = attributeName(this.next());
    if (!ATTRIBUTE.test(attribute)) throw invalid('An attribute was expected, for example userName.');
    if (parent === null && this.takes('['))
      return { kind: 'some', attribute, inner: this.closed(depth, attribute, ']') };
    const operator = this.next().toLowerCase();
    if (operator === 'pr') return { kind: 'present', attribute };
    if (!COMPARISONS.has(operator))
      throw invalid('An operator was expected: eq, ne, co, sw, ew, gt, ge, lt, le or pr.');
    return { kind: 'compare', attribute, by: operator as Comparison, value: literal(this.next()) };
  }

  private takes(word: string): boolean {
    if (this.tokens[this.at]?.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private needs(word: string): void {
    if (!this.takes(word)) throw invalid(`${word} is missing in the filter.`);
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw invalid('The filter ends too early.');
    this.at += 1;
    return token;
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (!found) throw invalid('A text in the filter is not closed.');
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return tokens;
}

/** JSON's own literals (RFC 7644 §3.4.2.2, `compValue`). */
function literal(token: string): Literal {
  try {
    const value: unknown = JSON.parse(/^(true|false|null)$/i.test(token) ? token.toLowerCase() : token);
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Literal;
  } catch {
    // Said below.
  }
  throw invalid('A value was expected: a text in double quotes, a number, true, false or null.');
}

const invalid = (detail: string) => scimError(400, detail, 'invalidFilter');
