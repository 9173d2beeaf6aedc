import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** How long a list is taken to be when nothing says so. */
const ASSUMED_LENGTH = 20;
/** The longest page that the API gives; what a variable `first` may ask for. */
const LONGEST_PAGE = 100;

/** What an operation may cost at most. A build with a dearer one fails; the gateway refuses it. */
export const MAXIMUM_COST = 20_000;

/**
 * The static cost of a document: one for every object that it may return at the most, lists multiplied, scalars
 * free, 10 for each mutation (THREATS 32). Aliases count as often as they occur.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const types = fieldTypes(schema, document);
  let cost = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.operation === 'mutation') cost += 10 * definition.selectionSet.selections.length;
    cost += selectionCost(definition.selectionSet, { fragments, types, open: new Set() });
  }
  return cost;
}

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly types: ReadonlyMap<FieldNode, GraphQLOutputType>;
  readonly open: ReadonlySet<string>;
  /** `first` of the connection above, for its `edges` and `nodes`. */
  readonly page?: number;
}

function selectionCost(selectionSet: SelectionSetNode, walk: Walk): number {
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) cost += fieldCost(selection, walk);
    else if (selection.kind === Kind.INLINE_FRAGMENT) cost += selectionCost(selection.selectionSet, walk);
    else cost += spreadCost(selection.name.value, walk);
  }
  return cost;
}

function spreadCost(name: string, walk: Walk): number {
  const fragment = walk.fragments.get(name);
  if (!fragment || walk.open.has(name)) return 0;
  return selectionCost(fragment.selectionSet, { ...walk, open: new Set([...walk.open, name]) });
}

function fieldCost(field: FieldNode, walk: Walk): number {
  const type = walk.types.get(field);
  if (!type || !field.selectionSet || !isCompositeType(getNamedType(type))) return 0;
  const isPage = /Connection$/.test(getNamedType(type).name);
  if (isPage) return 1 + selectionCost(field.selectionSet, { ...walk, page: pageOf(field) });
  const { page, ...rest } = walk;
  const length = isList(type) ? (page ?? ASSUMED_LENGTH) : 1;
  return length * (1 + selectionCost(field.selectionSet, rest));
}

function pageOf(field: FieldNode): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (first?.kind === Kind.INT) return Math.max(1, Number(first.value));
  return first?.kind === Kind.VARIABLE ? LONGEST_PAGE : 50;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function fieldTypes(
  schema: GraphQLSchema,
  document: DocumentNode,
): ReadonlyMap<FieldNode, GraphQLOutputType> {
  const types = new Map<FieldNode, GraphQLOutputType>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const type = info.getType();
        if (type) types.set(node, type);
      },
    }),
  );
  return types;
}
