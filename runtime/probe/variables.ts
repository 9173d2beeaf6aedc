import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import { newId } from '../graphql/ids.js';

/** A place in an operation's variables that takes an id. */
export interface IdSlot {
  /** Keys into the variables, for example `['input', 'documentId']`. */
  readonly path: readonly string[];
  readonly isList: boolean;
}

const SCALARS: Record<string, unknown> = {
  ID: newId(),
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-11-23T08:00:00Z',
  JSONObject: { type: 'doc', content: [{ type: 'paragraph' }] },
};

/** A value of the type: required parts only, lists of one. */
export function exampleOf(type: GraphQLInputType): unknown {
  return isNonNullType(type) ? valueOf(type.ofType) : null;
}

function valueOf(type: GraphQLInputType): unknown {
  if (isListType(type)) return [valueOf(getNamedType(type))];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, exampleOf(field.type)]),
    );
  }
  return SCALARS[getNamedType(type).name] ?? 'text';
}

/** The places in a variable of this type that take an id. */
export function idSlotsIn(type: GraphQLInputType, path: readonly string[]): IdSlot[] {
  const named = getNamedType(type);
  if (named.name === 'ID') return [{ path, isList: isListType(isNonNullType(type) ? type.ofType : type) }];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => idSlotsIn(field.type, [...path, field.name]));
}

/** Variables with an id put into one place; in a list of inputs, into the first of them. */
export function withId(
  variables: Readonly<Record<string, unknown>>,
  { path, isList }: IdSlot,
  id: string,
): Record<string, unknown> {
  const [key = '', ...rest] = path;
  const inner = variables[key];
  const put = (value: unknown): Record<string, unknown> =>
    withId((value ?? {}) as Record<string, unknown>, { path: rest, isList }, id);
  if (rest.length === 0) return { ...variables, [key]: isList ? [id] : id };
  return { ...variables, [key]: Array.isArray(inner) ? inner.map(put) : put(inner) };
}

/** What stands in a place of variables; in a list of inputs, in the first of them. */
export function valueAt(variables: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      ((Array.isArray(value) ? value[0] : value) as Record<string, unknown> | null | undefined)?.[key],
    variables,
  );
}

/**
 * An argument says what it takes: `documentId` a Document; `id` what its field returns. `aliases` are names that say it
 * by a role of the thing instead, for example `parent`.
 */
export function typeOfSlot(
  name: string,
  returned: string,
  aliases: Readonly<Record<string, string>>,
): string {
  if (name === 'id' || name === 'ids') return returned;
  const stem = name.replace(/Ids?$/, '');
  return aliases[stem] ?? stem.charAt(0).toUpperCase() + stem.slice(1);
}
