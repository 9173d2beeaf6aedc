import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { exampleOf, idSlotsIn, type IdSlot } from '#runtime/probe/variables.js';

/** A root field of a subgraph with an operation that calls it with arguments of the right types. */
export interface RootOperation {
  readonly field: string;
  readonly kind: 'query' | 'mutation';
  /** Selects everything at once. */
  readonly document: string;
  /** One operation per path: only the leaves at its end, so that a refusal elsewhere hides nothing. */
  readonly paths: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly idSlots: readonly IdSlot[];
}

/**
 * One operation per root field of a schema, made from its types: nothing is forgotten when a field is added. It
 * selects everything down to `depth` levels below the root field.
 */
export function rootOperations(schema: GraphQLSchema, depth = 1): RootOperation[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name }) => !name.startsWith('_'))
      .map((field) => operationFor(kind, field, depth)),
  );
}

/** The types that other subgraphs may ask for by reference, with a resolver in this one. */
export function resolvableEntities(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => type.astNode?.directives?.some(isResolvableKey))
    .map(({ name }) => name);
}

/** Asks for one entity by reference, as the gateway would, with everything below it. */
export function entityQuery(schema: GraphQLSchema, type: string, depth: number): string {
  return `query Referred($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} ${selectionOf(schema.getType(type)!, depth)} } }`;
}

interface Directive {
  readonly name: { readonly value: string };
  readonly arguments?: readonly { readonly name: { readonly value: string }; readonly value: object }[];
}

function isResolvableKey({ name, arguments: given = [] }: Directive): boolean {
  const isStub = given.some(
    (arg) => arg.name.value === 'resolvable' && 'value' in arg.value && arg.value.value === false,
  );
  return name.value === 'key' && !isStub;
}

function operationFor(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  depth: number,
): RootOperation {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const write = (selection: string): string =>
    `${kind} Called${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection} }`;
  const type = getNamedType(field.type);
  return {
    field: field.name,
    kind,
    document: write(selectionOf(type, depth)),
    paths: pathsIn(type, depth).map(write),
    variables: Object.fromEntries(field.args.map((arg) => [arg.name, exampleOf(arg.type)])),
    idSlots: field.args.flatMap((arg) => idSlotsIn(arg.type, [arg.name])),
  };
}

/** All fields that need no argument, down to `depth` levels. */
function selectionOf(type: GraphQLNamedType, depth: number): string {
  if (isLeafType(type)) return '';
  if (isUnionType(type) || !isObjectType(type) || depth === 0) return '{ __typename }';
  const fields = Object.values(type.getFields())
    .filter(isFree)
    .map((field) => `${field.name} ${selectionOf(getNamedType(field.type), depth - 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
}

/** The selections that lead to one object each and take its leaves alone, down to `depth` levels. */
function pathsIn(type: GraphQLNamedType, depth: number): string[] {
  if (isLeafType(type) || !isObjectType(type)) return [''];
  const fields = Object.values(type.getFields()).filter(isFree);
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type))).map(({ name }) => name);
  const deeper = depth > 1 ? fields.filter((field) => !isLeafType(getNamedType(field.type))) : [];
  return [
    `{ __typename ${leaves.join(' ')} }`,
    ...deeper.flatMap((field) =>
      pathsIn(getNamedType(field.type), depth - 1).map((inner) => `{ ${field.name} ${inner} }`),
    ),
  ];
}

const isFree = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);
