/** One thing that the gateway answers. */
export interface Endpoint {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /**
   * Who may call it. `none`: it tells nothing of anybody. `operation`: the rules of the persisted operation decide.
   * `session`: a session with a second factor, in the Organization of the path.
   */
  readonly authentication: 'none' | 'operation' | 'session';
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
  /** `json`: at most 64 KiB, covered by the passport. `stream`: handed on as it comes. */
  readonly body: 'none' | 'json' | 'stream';
  /** Request headers that are handed on, in lower case; no others are. */
  readonly requestHeaders?: readonly string[];
  /** Headers of the answer that the client gets beside `content-type`, in lower case; no others are. */
  readonly answerHeaders?: readonly string[];
}

/**
 * The approved endpoints: nothing else answers, and a route off this list makes the start fail. Adding one is a
 * decision about what the world may reach; say who may call it and why it cannot be GraphQL.
 */
export const ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: '/health', authentication: 'none', purpose: 'The process lives.' },
  { method: 'GET', path: '/ready', authentication: 'none', purpose: 'The gateway takes requests.' },
  { method: 'POST', path: '/graphql', authentication: 'operation', purpose: 'Persisted operations.' },
  { method: 'GET', path: '/graphql', authentication: 'operation', purpose: 'Persisted queries.' },
  {
    method: 'GET',
    path: '/o/:slug/audit-exports/:id',
    authentication: 'session',
    purpose: 'Streams an audit export as JSON lines, too long for a GraphQL answer.',
    route: {
      subgraph: 'compliance',
      name: 'audit-export',
      operation: 'DownloadAuditExport',
      body: 'none',
      answerHeaders: ['content-disposition'],
    },
  },
  {
    method: 'GET',
    path: '/demo-people.json',
    authentication: 'none',
    purpose: 'The people of the demo, for the cards of the sign-in page; empty where there is no demo.',
  },
  {
    method: 'GET',
    path: '/*',
    authentication: 'none',
    purpose: 'The web client: hashed files, else its page.',
  },
];

/**
 * Makes sure that a route is approved.
 *
 * @throws Error with what to do
 */
export function assertApproved(method: string, path: string): void {
  if (ENDPOINTS.some((each) => each.method === method && each.path === path)) return;
  throw new Error(
    `${method} ${path} is not an approved endpoint: add it to gateway/http/endpoints.ts with its authentication ` +
      'and purpose, or do not register it.',
  );
}
