/** One thing that the gateway answers. */
export interface Endpoint {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /**
   * Who may call it. `none`: it tells nothing of anybody. `operation`: the rules of the persisted operation decide.
   * `session`: a session with a second factor, in the Organization of the path. `account`: a session with a second
   * factor, wherever it acts. `directory`: the token of a service account of the Organization of the path that was
   * given `directory.provision`; sessions count for nothing.
   */
  readonly authentication: 'none' | 'operation' | 'session' | 'account' | 'directory';
  readonly purpose: string;
  /** The internal route of the owning subgraph that answers. */
  readonly route?: ForwardedRoute;
}

/** How an endpoint is handed on to the subgraph that owns it. */
export interface ForwardedRoute {
  readonly subgraph: string;
  readonly name: string;
  /** What the audit trail calls it, as an operation has a name. */
  readonly operation: string;
  /**
   * `json`: at most 64 KiB, covered by the passport. `stream`: handed on as it comes. `form`: urlencoded, at most
   * 512 KiB, handed on as text. `scim`: JSON as directories send it, at most 1 MiB, handed on as text.
   */
  readonly body: 'none' | 'json' | 'stream' | 'form' | 'scim';
  /** Request headers that are handed on, in lower case; no others are. */
  readonly requestHeaders?: readonly string[];
  /** Headers of the answer that the client gets beside `content-type`, in lower case; no others are. */
  readonly answerHeaders?: readonly string[];
}
