import {
  buildSchema,
  getNamedType,
  Kind,
  parse,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { exampleOf, idSlotsIn, typeOfSlot, type IdSlot } from './variables.js';

/** An operation as a manifest of persisted operations has it. */
export interface PersistedOperation {
  readonly document: string;
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly rootFields: readonly string[];
  /** Set when clients no longer send it. */
  readonly retiredAt?: string;
}

/** A persisted operation with everything that it takes to ask it about somebody else's things. */
export interface OperationQuestion {
  readonly hash: string;
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly rootFields: readonly string[];
  /** Valid by their types; ids are nobody's. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Each with the type of the thing that belongs there. */
  readonly slots: readonly (IdSlot & { readonly type: string })[];
  /** Plain fields that the answer shows: a probe each. */
  readonly fields: number;
}

/** Questions of the operations that clients send today; nothing is listed by hand. */
export function operationQuestions(
  apiSdl: string,
  operations: Readonly<Record<string, PersistedOperation>>,
  aliases: Readonly<Record<string, string>>,
): OperationQuestion[] {
  const schema = buildSchema(apiSdl);
  return Object.entries(operations)
    .filter(([, { retiredAt }]) => retiredAt === undefined)
    .map(([hash, { document, name, kind, rootFields }]) => {
      const ast = parse(document);
      return {
        ...{ hash, name, kind, rootFields },
        ...variablesOf(schema, ast, aliases),
        fields: Math.max(1, countLeaves(ast)),
      };
    });
}

function variablesOf(
  schema: GraphQLSchema,
  ast: DocumentNode,
  aliases: Readonly<Record<string, string>>,
): Pick<OperationQuestion, 'variables' | 'slots'> {
  const places = placesOf(schema, ast);
  const variables: Record<string, unknown> = {};
  const slots: (IdSlot & { type: string })[] = [];
  for (const definition of ast.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable, type: node } of definition.variableDefinitions ?? []) {
      const type = typeFromAST(schema, node as never) as GraphQLInputType | undefined;
      if (!type) continue;
      const name = variable.name.value;
      variables[name] = exampleOf(type);
      for (const slot of idSlotsIn(type, [name])) {
        // A variable may be called otherwise than the argument that it fills.
        const { argument = name, returned = '' } = places.get(name) ?? {};
        const last = slot.path.length > 1 ? (slot.path.at(-1) ?? '') : argument;
        slots.push({ ...slot, type: typeOfSlot(last, returned, aliases) });
      }
    }
  }
  return { variables, slots };
}

/** The argument that each variable fills, and what its field returns. */
function placesOf(
  schema: GraphQLSchema,
  ast: DocumentNode,
): ReadonlyMap<string, { readonly argument: string; readonly returned: string }> {
  const info = new TypeInfo(schema);
  const found = new Map<string, { argument: string; returned: string }>();
  visit(
    ast,
    visitWithTypeInfo(info, {
      Argument: (node) => {
        const returned = info.getFieldDef()?.type;
        if (node.value.kind === Kind.VARIABLE && returned)
          found.set(node.value.name.value, {
            argument: node.name.value,
            returned: getNamedType(returned).name,
          });
      },
    }),
  );
  return found;
}

function countLeaves(ast: DocumentNode): number {
  let leaves = 0;
  visit(ast, {
    Field: ({ selectionSet, name }) => {
      if (!selectionSet && !name.value.startsWith('__')) leaves += 1;
    },
  });
  return leaves;
}
