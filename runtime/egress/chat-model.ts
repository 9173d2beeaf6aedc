/** A message of a conversation with a model. */
export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** Tokens that a model says it has counted. */
export interface ChatTokens {
  readonly prompt: number;
  readonly completion: number;
}

/** What a model is asked. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** Longest answer, in tokens. */
  readonly answerTokens: number;
  /** Aborts the request at the service, too. */
  readonly signal: AbortSignal;
}

/** What comes from a model, in order; `end` is the last. */
export type ChatEvent =
  | { readonly kind: 'text'; readonly text: string }
  /** The service is busy; the request is sent again after so many seconds. */
  | { readonly kind: 'wait'; readonly seconds: number }
  | {
      readonly kind: 'end';
      /** `cut`: the limit of length was reached. `filtered`: the service's content filter stopped it. */
      readonly outcome: 'answered' | 'cut' | 'filtered';
      /** Absent when the service counted nothing. */
      readonly tokens: ChatTokens | null;
    };

/** Why a model gave no whole answer. */
export type ChatFailureCode =
  /** The service cannot be reached, or failed. */
  | 'unavailable'
  /** It asks for fewer requests. */
  | 'busy'
  /** It took too long to connect, to begin, to go on or to end. */
  | 'timeout'
  /** It refuses our credentials, does not know the deployment, or the way out is closed. */
  | 'misconfigured'
  /** Its answer broke off or was none. */
  | 'broken'
  /** The request's signal was aborted. */
  | 'cancelled';

/** A failure of a model's service. `cause` is for the log and never for people. */
export class ChatFailure extends Error {
  override readonly name = 'ChatFailure';

  /** When the service said that it is worth asking again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ChatFailureCode,
    { retryAfterSeconds, cause }: { readonly retryAfterSeconds?: number; readonly cause?: unknown } = {},
  ) {
    super(`The model's service: ${code}.`, { cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A language model, as rooms use it. */
export interface ChatModel {
  /** Streams an answer; throws {@link ChatFailure}. */
  stream(request: ChatRequest): AsyncIterable<ChatEvent>;
}
