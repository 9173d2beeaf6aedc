/** Header that carries the head of a call between processes: base64url of its JSON text. */
export const HEAD_HEADER = 'x-kopexa-head';

/**
 * Header that carries the length of what an answer without a body tells about (an answer to HEAD): between processes
 * `content-length` would promise bytes that never come.
 */
export const LENGTH_HEADER = 'x-kopexa-length';

/** What the gateway says of a request on an approved HTTP endpoint; the passport covers it whole. */
export interface RouteHead {
  readonly method: string;
  /** Named parts of the path; whatever is called `id` or ends in `Id` is one. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The listed request headers, and no others. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON body, as text; `null` for none, or when the body is streamed. */
  readonly json: string | null;
}

/** A call of an internal route. */
export interface RouteCall {
  readonly passport: string | undefined;
  /** A {@link RouteHead} as JSON text: the passport is signed over these bytes. */
  readonly head: string;
  /** A streamed body. The passport does not cover it: the channel between the processes does. */
  readonly body: ReadableStream<Uint8Array> | null;
  /** Aborts when the client goes, or when rights are lost that were held at the start. */
  readonly signal: AbortSignal;
}
