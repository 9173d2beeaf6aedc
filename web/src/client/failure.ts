import type { CombinedError } from 'urql';
import type { Failure } from '../ui/failure.ts';

/** Reads the one failure out of urql's error; null when there is none. */
export function failureOf(error: CombinedError | undefined): Failure | null {
  if (!error) return null;
  const first = error.graphQLErrors[0];
  if (!first) return { code: 'NETWORK', message: '', field: null, requestId: null, details: null };
  const extensions = first.extensions;
  const text = (key: string) => (typeof extensions[key] === 'string' ? extensions[key] : null);
  const details = extensions.details;
  return {
    code: text('code') ?? 'INTERNAL',
    message: first.message,
    field: fieldName(text('field')),
    requestId: text('requestId'),
    details: typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : null,
  };
}

/** True when the failure is worth another try by itself: the network, or a part that did not answer. */
export function isPassing(failure: Failure): boolean {
  return ['NETWORK', 'UNAVAILABLE', 'RATE_LIMITED', 'TOO_MANY_REQUESTS'].includes(failure.code);
}

/** True for the codes that say: sign in first, go on with signing in, or do so for this Organization. */
export function isSignedOut(code: unknown): boolean {
  return code === 'UNAUTHENTICATED' || code === 'SECOND_FACTOR_REQUIRED' || code === 'ENTRY_REFUSED';
}

function fieldName(path: string | null): string | null {
  return path === null ? null : path.replace(/^input\./, '');
}
