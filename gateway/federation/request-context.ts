import type { Actor, RequestInfo } from '#runtime/actor/actor.js';

/** What a subgraph asks the gateway to do with the session cookie. */
export type SessionEffect =
  | { readonly kind: 'set'; readonly token: string; readonly expiresAt: string }
  | { readonly kind: 'clear' }
  /** No session yet, but the browser is to be known again when it returns. */
  | { readonly kind: 'browser' };

/** Travels with one GraphQL request through Apollo to the data source. */
export interface FederationContext {
  readonly actor: Actor;
  readonly request: RequestInfo;
  /** Ends when the client has gone or the time for the whole request is over. */
  readonly signal: AbortSignal;
  /**
   * Filled by the data source, read when the answer is written; the last one wins. A part of its own, because
   * Apollo Server executes with a shallow copy of the context.
   */
  readonly effects: { session: SessionEffect | null };
}
