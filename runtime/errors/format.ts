import type { GraphQLFormattedError } from 'graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import { KopexaError } from './catalogue.js';

/** An error as a client sees it; nothing else about it leaves a subgraph. */
export interface PublicError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly requestId: string;
    readonly field?: string;
    readonly details?: Readonly<Record<string, unknown>>;
  };
}

/** What is known of the request when an error is formatted. */
export interface FormatContext {
  readonly locale: 'de' | 'en';
  readonly requestId: string;
  /** Receives what the client must not see. */
  readonly report: (error: unknown) => void;
}

const INPUT_CODES = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'BAD_REQUEST',
]);

/**
 * The one formatter: catalogue errors in the reader's language, everything else INTERNAL with the request
 * id, reported to the log. No stack traces, no SQL, no names of ours (OWASP ASVS 5.0 §16.5.1).
 */
export function publicError(
  thrown: unknown,
  path: readonly (string | number)[] | undefined,
  context: FormatContext,
): PublicError {
  const original = unwrapResolverError(thrown);
  const error = original instanceof KopexaError ? original : fallback(thrown, original, context);
  if (error.code === 'UNAVAILABLE') context.report(error.options.cause ?? error);
  const { field, details } = error.options;
  return {
    message: error.text(context.locale),
    ...(path ? { path } : {}),
    extensions: {
      code: error.code,
      requestId: context.requestId,
      ...(field ? { field } : {}),
      ...(details ? { details } : {}),
    },
  };
}

/**
 * The place of the variable that does not fit, which graphql-js says in words: `Variable "$input" got invalid value 7
 * at "input.title"`. Undefined for other messages.
 */
export function wrongVariable(message: string): string | undefined {
  const name = /^Variable "\$(\w+)"/.exec(message)?.[1];
  return / at "(\w[\w.[\]]*)"/.exec(message)?.[1] ?? name;
}

function fallback(thrown: unknown, original: unknown, context: FormatContext): KopexaError {
  const { message = '', extensions } = (thrown ?? {}) as Partial<GraphQLFormattedError>;
  const code = extensions?.['code'];
  if (typeof code === 'string' && INPUT_CODES.has(code)) {
    return new KopexaError('INVALID_INPUT', { field: wrongVariable(message) });
  }
  context.report(original);
  return new KopexaError('INTERNAL');
}
