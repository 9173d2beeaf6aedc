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
