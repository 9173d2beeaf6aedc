import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  print,
  visit,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The same operation, asking for everything down to `depth` levels beside what it asks for. */
export function askingForAll(schema: GraphQLSchema, document: string, depth = 3): string {
  const ast = parse(document);
  const operation = ast.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  const root = operation?.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (!operation || !root) return document;
  const widened = visit(ast, {
    Field: {
      enter(node, _key, _parent, _path, ancestors) {
        const isRoot = ancestors.filter((each) => 'kind' in each && each.kind === Kind.FIELD).length === 0;
        const type = isRoot ? root.getFields()[node.name.value]?.type : undefined;
        if (!type || !node.selectionSet) return undefined;
        const more = parse(`query ${everythingOf(getNamedType(type), depth)}`).definitions[0];
        const added = (more as OperationDefinitionNode).selectionSet.selections;
        const selectionSet: SelectionSetNode = {
          kind: Kind.SELECTION_SET,
          selections: [...node.selectionSet.selections, ...added],
        };
        return { ...node, selectionSet };
      },
    },
  });
  return print(widened);
}

function everythingOf(type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields())
    .filter(({ args }) => args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined))
    .filter((field) => depth > 0 || isLeafType(getNamedType(field.type)))
    .map((field) => {
      const inner = getNamedType(field.type);
      return isLeafType(inner) ? field.name : `${field.name} ${everythingOf(inner, depth - 1)}`;
    });
  return `{ __typename ${fields.join(' ')} }`;
}
