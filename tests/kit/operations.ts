import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { newId } from '#runtime/graphql/ids.js';

/** A root field of a subgraph with an operation that calls it with arguments of the right types. */
export interface RootOperation {
  readonly field: string;
  readonly kind: 'query' | 'mutation';
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One operation per root field of a schema, made from its types: nothing is forgotten when a field is added. */
export function rootOperations(schema: GraphQLSchema): RootOperation[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name }) => !name.startsWith('_'))
      .map((field) => operationFor(kind, field)),
  );
}

/** The types that other subgraphs may ask for by reference, with a resolver in this one. */
export function resolvableEntities(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) =>
      type.astNode?.directives?.some(
        (directive) =>
          directive.name.value === 'key' &&
          !directive.arguments?.some(
            (arg) => arg.name.value === 'resolvable' && arg.value.kind === 'BooleanValue' && !arg.value.value,
          ),
      ),
    )
    .map(({ name }) => name);
}

function operationFor(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): RootOperation {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const call = `${field.name}${passed && `(${passed})`}${selection}`;
  return {
    field: field.name,
    kind,
    document: `${kind} Called${declared && `(${declared})`} { ${call} }`,
    variables: Object.fromEntries(field.args.map((arg) => [arg.name, exampleOf(arg.type)])),
  };
}

/** A value of the type: required parts only, lists of one. */
function exampleOf(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) return null;
  return valueOf(type.ofType as GraphQLInputType);
}

function valueOf(type: GraphQLInputType): unknown {
  if (isListType(type)) return [valueOf(getNamedType(type) as GraphQLInputType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, exampleOf(field.type)]),
    );
  }
  return SCALARS[getNamedType(type).name] ?? 'text';
}

const SCALARS: Record<string, unknown> = {
  ID: newId(),
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-11-23T08:00:00Z',
  JSONObject: {},
};
