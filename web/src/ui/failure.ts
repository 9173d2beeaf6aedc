/** What went wrong, once for transport and GraphQL: shown to people by `FailureNotice`. */
export interface Failure {
  /** A code of the error catalogue, or NETWORK when no answer arrived. */
  code: string;
  /** Sentence from the server in the reader's language; empty for NETWORK. */
  message: string;
  /** Input field that a person can correct. */
  field: string | null;
  requestId: string | null;
  details: Record<string, unknown> | null;
}

/** What a person can put right alone; a request id would only be noise. */
const CORRECTABLE = new Set([
  'INVALID_INPUT',
  'INVALID_CREDENTIALS',
  'INVALID_CODE',
  'INVALID_PASSKEY',
  'TOO_MANY_ATTEMPTS',
  'CONFLICT',
  'LAST_OWNER',
  'LINK_EXPIRED',
]);

/** The request id to show; null where it helps nobody. */
export function shownRequestId(failure: Failure): string | null {
  return CORRECTABLE.has(failure.code) ? null : failure.requestId;
}
