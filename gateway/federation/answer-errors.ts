import type { GraphQLFormattedError } from 'graphql';
import { ERRORS, type ErrorCode } from '#runtime/errors/catalogue.js';
import { wrongVariable, type PublicError } from '#runtime/errors/format.js';
import { missingService } from './missing-service.js';

/** Whom an error is told: their language, and the id by which they can ask about it. */
export interface Reader {
  readonly locale: 'de' | 'en';
  readonly requestId: string;
}

/** Makes an error of the catalogue for the reader's language. */
export function catalogueError(
  code: ErrorCode,
  { locale, requestId }: Reader,
  message: string = ERRORS[code][locale],
  details?: Readonly<Record<string, unknown>>,
): PublicError {
  return { message, extensions: { code, requestId, ...(details ? { details } : {}) } };
}

// Apollo's own codes for what a client got wrong in its variables.
const BAD_VARIABLES = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'INVALID_GRAPHQL',
]);

/**
 * Reduces an error from the executor to what the catalogue allows. Codes that it does not know become INTERNAL
 * with the request id; the subgraph's name and everything else is dropped (DESIGN.md, "GraphQL conventions").
 */
export function toPublicError(error: GraphQLFormattedError, reader: Reader): PublicError {
  const { code, field, details } = error.extensions ?? {};
  const path = error.path ? { path: error.path } : {};
  if (typeof code === 'string' && BAD_VARIABLES.has(code)) return invalidVariable(error.message, reader);
  if (!isCode(code)) return { ...catalogueError('INTERNAL', reader), ...path };
  const message = code === 'UNAVAILABLE' ? missing(error, reader) : sentenceOf(code, error, reader);
  return {
    message,
    ...path,
    extensions: {
      code,
      requestId: reader.requestId,
      ...(typeof field === 'string' ? { field } : {}),
      ...(isRecord(details) ? { details } : {}),
    },
  };
}

/** The gateway's own UNAVAILABLE names the subgraph; its name is turned into what people miss. */
function missing({ extensions }: GraphQLFormattedError, { locale }: Reader): string {
  const subgraph = extensions?.['subgraph'];
  const known = typeof subgraph === 'string' ? missingService(subgraph) : undefined;
  return (known ?? ERRORS.UNAVAILABLE)[locale];
}

function sentenceOf(code: ErrorCode, error: GraphQLFormattedError, { locale }: Reader): string {
  return code === 'INTERNAL' ? ERRORS.INTERNAL[locale] : error.message;
}

function invalidVariable(message: string, reader: Reader): PublicError {
  const place = wrongVariable(message);
  const error = catalogueError('INVALID_INPUT', reader);
  return place ? { ...error, extensions: { ...error.extensions, field: place } } : error;
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
