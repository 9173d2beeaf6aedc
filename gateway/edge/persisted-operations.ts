import type { GraphQLSchema } from 'graphql';
import { describe, OperationError, operationHash } from '../operations/collect.js';
import { MAXIMUM_COST } from '../operations/cost.js';
import { isAccepted, type Manifest, type PersistedOperation } from '../operations/manifest.js';
import type { SentRequest } from './graphql-request.js';
import { Refusal } from './refusal.js';

/** An operation that may run. */
export type ApprovedOperation = PersistedOperation & { readonly hash: string };

/** What the allow-list decides by. */
export interface AllowList {
  readonly operations: Manifest;
  /** Accepts text from the caller; only ever set on loopback in development. */
  readonly adHoc: { readonly schema: GraphQLSchema } | null;
}

/**
 * Looks an operation up in the allow-list. Text is refused before it is parsed (THREATS 31).
 *
 * @throws Refusal PERSISTED_TEXT_REFUSED, PERSISTED_ID_MISSING, PERSISTED_ID_UNKNOWN, PERSISTED_ID_FOREIGN (an
 *   operation of another client), TOO_LARGE (dearer than any operation may be)
 */
export function approveOperation(
  { text, hash }: SentRequest,
  client: string,
  { operations, adHoc }: AllowList,
  nowMs = Date.now(),
): ApprovedOperation {
  if (text !== null) return approveText(text, adHoc);
  if (hash === null) throw new Refusal(400, 'PERSISTED_ID_MISSING');
  const found = Object.hasOwn(operations, hash) ? operations[hash] : undefined;
  if (!found || !isAccepted(found, nowMs)) throw new Refusal(404, 'PERSISTED_ID_UNKNOWN');
  if (found.client !== client) throw new Refusal(403, 'PERSISTED_ID_FOREIGN');
  if (found.cost > MAXIMUM_COST) throw new Refusal(413, 'TOO_LARGE');
  return { ...found, hash };
}

function approveText(text: string, adHoc: AllowList['adHoc']): ApprovedOperation {
  if (!adHoc) throw new Refusal(400, 'PERSISTED_TEXT_REFUSED');
  try {
    return { ...describe('ad hoc', text, adHoc.schema), hash: operationHash(text) };
  } catch (error) {
    if (!(error instanceof OperationError) && !isSyntaxError(error)) throw error;
    const { message } = error;
    throw new Refusal(400, 'INVALID_INPUT', { message: { de: message, en: message } });
  }
}

function isSyntaxError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'GraphQLError';
}
