import type { Comparison, Filter, Literal } from './filter.js';
import { scimError } from './scim-error.js';

/** An attribute that may be asked for: SQL of ours, and how its values are compared (RFC 7643 §2.2). */
export type FilterAttribute =
  | { readonly type: 'text'; readonly sql: string; readonly exact: boolean }
  | { readonly type: 'boolean' | 'time'; readonly sql: string }
  /** Values of a list: `some` says that one of them has a condition, in one question for all resources. */
  | {
      readonly type: 'list';
      readonly some: (condition: string) => string;
      readonly value: string;
      readonly parts: Readonly<Record<string, FilterAttribute>>;
    };

/** All that a filter may name, by its name in lower case. Nothing else becomes SQL. */
export type FilterAttributes = Readonly<Record<string, FilterAttribute>>;

/** A condition and its parameters; texts of a filter become parameters, never SQL (THREATS 29). */
export interface Condition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const ORDER: Partial<Record<Comparison, string>> = { gt: '>', ge: '>=', lt: '<', le: '<=' };

/**
 * Turns a filter into a condition.
 *
 * @param first number of its first parameter
 * @throws KopexaError 400 invalidFilter
 */
export function toCondition(filter: Filter, attributes: FilterAttributes, first = 1): Condition {
  const params: unknown[] = [];
  const param = (value: unknown): string => `$${first - 1 + params.push(value)}`;
  return { sql: conditionOf(filter, attributes, param), params };
}

type Param = (value: unknown) => string;

function conditionOf(filter: Filter, attributes: FilterAttributes, param: Param): string {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [filter.left, filter.right].map((each) => conditionOf(each, attributes, param));
      return `(${left} ${filter.kind === 'and' ? 'AND' : 'OR'} ${right})`;
    }
    case 'not':
      return `(NOT ${conditionOf(filter.inner, attributes, param)})`;
    case 'present':
      return present(resolve(filter.attribute, attributes));
    case 'some': {
      const list = resolve(filter.attribute, attributes);
      if (list.type !== 'list') throw invalid(`${filter.attribute} has no values to choose from.`);
      return list.some(conditionOf(filter.inner, list.parts, param));
    }
    case 'compare':
      return compared(resolve(filter.attribute, attributes), filter, param);
  }
}

/** `emails.value` is a part of a list; `name.givenName` an attribute of its own. */
function resolve(name: string, attributes: FilterAttributes): FilterAttribute {
  const own = at(attributes, name);
  if (own) return own;
  const [list = '', part = ''] = name.split('.');
  const found = at(attributes, list);
  const inside = found?.type === 'list' ? at(found.parts, part) : undefined;
  if (found?.type !== 'list' || !inside || inside.type === 'list')
    throw invalid(`Filters cannot name the attribute ${name.slice(0, 60)}.`);
  return { ...found, value: part };
}

const at = (of: FilterAttributes, name: string): FilterAttribute | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

function present(attribute: FilterAttribute): string {
  if (attribute.type === 'list') return attribute.some('true');
  return attribute.type === 'text'
    ? `coalesce(${attribute.sql} <> '', false)`
    : `(${attribute.sql} IS NOT NULL)`;
}

function compared(
  attribute: FilterAttribute,
  { by, value }: { readonly by: Comparison; readonly value: Literal },
  param: Param,
): string {
  if (attribute.type === 'list') {
    const part = attribute.parts[attribute.value]!;
    const some = (one: Comparison): string => attribute.some(compared(part, { by: one, value }, param));
    return by === 'ne' ? `(NOT ${some('eq')})` : some(by);
  }
  if (value === null) {
    if (by === 'eq') return `(NOT ${present(attribute)})`;
    if (by === 'ne') return present(attribute);
    throw invalid('null is compared by eq or ne.');
  }
  const sql =
    attribute.type === 'text' ? ofText(attribute, by, value, param) : ofOther(attribute, by, value, param);
  return `coalesce(${sql}, ${by === 'ne'})`;
}

function ofText(
  { sql, exact }: { readonly sql: string; readonly exact: boolean },
  by: Comparison,
  value: Literal,
  param: Param,
): string {
  if (typeof value !== 'string') throw invalid('This attribute is compared with a text in double quotes.');
  if (value.includes('\u0000')) throw invalid('A text must not contain the character zero.');
  const fold = (each: string): string => (exact ? each : `lower(${each})`);
  const [left, right] = [fold(sql), fold(`${param(value)}::text`)];
  if (by === 'eq') return `${left} = ${right}`;
  if (by === 'ne') return `${left} <> ${right}`;
  if (by === 'co') return `strpos(${left}, ${right}) > 0`;
  if (by === 'sw') return `starts_with(${left}, ${right})`;
  if (by === 'ew') return `right(${left}, length(${right})) = ${right}`;
  return `${left} COLLATE "C" ${ORDER[by]} ${right} COLLATE "C"`;
}

function ofOther(
  { type, sql }: { readonly type: 'boolean' | 'time'; readonly sql: string },
  by: Comparison,
  value: Literal,
  param: Param,
): string {
  if (type === 'boolean') {
    const truth = booleanOf(value);
    if (truth === null) throw invalid('This attribute is compared with true or false.');
    if (by !== 'eq' && by !== 'ne') throw invalid('true and false are compared by eq or ne.');
    return `${sql} ${by === 'eq' ? '=' : '<>'} ${param(truth)}::boolean`;
  }
  const moment = typeof value === 'string' ? momentOf(value) : null;
  if (!moment) throw invalid('This attribute is compared with a time, for example "2026-11-23T10:00:00Z".');
  const operator = by === 'eq' ? '=' : by === 'ne' ? '<>' : ORDER[by];
  if (!operator) throw invalid('Times are compared by eq, ne, gt, ge, lt or le.');
  // What is shown has milliseconds.
  return `date_trunc('milliseconds', ${sql}) ${operator} ${param(moment)}::timestamptz`;
}

/** Some directories write the two as texts. */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || !/^(true|false)$/i.test(value)) return null;
  return value.toLowerCase() === 'true';
}

function momentOf(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)) return null;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

const invalid = (detail: string) => scimError(400, detail, 'invalidFilter');
