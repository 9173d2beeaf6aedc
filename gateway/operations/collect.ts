import { createHash } from 'node:crypto';
import { Kind, parse, validate, type GraphQLSchema } from 'graphql';
import { costOf, MAXIMUM_COST } from './cost.js';
import type { Manifest, PersistedOperation } from './manifest.js';

/** A client's documents do not fit the API; the message lists every problem with its operation. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
}

/** SHA-256 (hex) of a document's text: the id that clients send. */
export function operationHash(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

/**
 * Describes a client's documents (each one operation with its fragments and `__typename`s, as printed by the
 * client's code generator) for the manifest.
 *
 * @throws OperationError for documents that the API does not answer, subscriptions, nameless or too dear ones
 */
export function collectOperations(
  client: string,
  documents: readonly string[],
  schema: GraphQLSchema,
): Manifest {
  const problems: string[] = [];
  const entries = documents.flatMap((document) => {
    try {
      return [[operationHash(document), describe(client, document, schema)] as const];
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new OperationError(problems.join('\n'));
  return Object.fromEntries(entries);
}

/** Whether the API still answers a document. */
export function fitsSchema(document: string, schema: GraphQLSchema): boolean {
  return validate(schema, parse(document)).length === 0;
}

/**
 * Describes one document: name, kind, root fields and static cost.
 *
 * @throws OperationError
 */
export function describe(client: string, document: string, schema: GraphQLSchema): PersistedOperation {
  const ast = parse(document, { noLocation: true });
  const operations = ast.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  const name = operation?.name?.value;
  if (!operation || !name || operations.length > 1)
    throw new OperationError(`${client}: a document has to hold exactly one operation, with a name.`);
  if (operation.operation === 'subscription')
    throw new OperationError(
      `${client}, ${name}: subscriptions are not executed; live updates are server-sent events.`,
    );
  const errors = validate(schema, ast);
  if (errors.length > 0)
    throw new OperationError(errors.map((each) => `${client}, ${name}: ${each.message}`).join('\n'));
  const cost = costOf(schema, ast);
  if (cost > MAXIMUM_COST)
    throw new OperationError(
      `${client}, ${name}: costs ${cost}, at most ${MAXIMUM_COST} is allowed. Ask for shorter or fewer lists.`,
    );
  const rootFields = operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD && selection.name.value !== '__typename' ? [selection.name.value] : [],
  );
  return { document, name, client, kind: operation.operation, rootFields: [...new Set(rootFields)], cost };
}
