import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ID_ARGUMENTS } from '#schema/id-arguments.js';
import {
  operationQuestions,
  type OperationQuestion,
  type PersistedOperation,
} from '#runtime/probe/operation-questions.js';

/** Every operation that the web client of this installation sends, as a question; read once, when it is needed. */
export function canaryQuestions(root: string): () => readonly OperationQuestion[] {
  let made: readonly OperationQuestion[] | undefined;
  return () => {
    const read = (name: string): string => readFileSync(join(root, 'schema', name), 'utf8');
    const operations = (): Record<string, PersistedOperation> =>
      JSON.parse(read('operations/web.json')) as Record<string, PersistedOperation>;
    return (made ??= operationQuestions(read('api.graphql'), operations(), ID_ARGUMENTS));
  };
}
