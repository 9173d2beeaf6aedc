import { Agent, type Dispatcher } from 'undici';
import { PASSPORT_HEADER } from '#runtime/actor/passport.js';

/** One call to a subgraph: who asks, and the GraphQL request as JSON text (the passport covers these bytes). */
export interface SubgraphCall {
  readonly passport: string;
  readonly body: string;
}

/** What a subgraph answers: HTTP status and the GraphQL response, parsed or as JSON text. */
export interface SubgraphAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** How the gateway reaches subgraphs. Rejects when one does not answer; the caller makes that UNAVAILABLE. */
export interface Transport {
  /** Runs a GraphQL request at a subgraph. `signal` gives up. */
  send(subgraph: string, call: SubgraphCall, signal: AbortSignal): Promise<SubgraphAnswer>;
  /** Streams an internal route of a subgraph; throws RouteRefused before the first chunk when it says no. */
  route(subgraph: string, route: string, call: SubgraphCall, signal: AbortSignal): AsyncIterable<string>;
  close(): Promise<void>;
}

/** A subgraph in the same process. */
export interface LocalSubgraph {
  readonly name: string;
  handle(call: SubgraphCall): Promise<SubgraphAnswer>;
  /** `null` when there is no such route or the passport is not valid. */
  route(name: string, call: SubgraphCall): AsyncIterable<string> | null;
}

/** Calls subgraphs in this process, without a socket. */
export function inProcess(subgraphs: readonly LocalSubgraph[]): Transport {
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  const named = (name: string): LocalSubgraph => {
    const subgraph = byName.get(name);
    if (!subgraph) throw new Error(`No subgraph is called ${name}.`);
    return subgraph;
  };
  return {
    send: (name, call, signal) => withDeadline(named(name).handle(call), signal),
    route: (name, route, call) => {
      const chunks = named(name).route(route, call);
      if (!chunks) throw new RouteRefused(404, `Subgraph ${name} refused the internal route ${route}.`);
      return chunks;
    },
    close: () => Promise.resolve(),
  };
}

async function withDeadline<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let giveUp: (() => void) | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    giveUp = () =>
      reject(signal.reason instanceof Error ? signal.reason : new Error('The deadline has passed.'));
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    if (giveUp) signal.removeEventListener('abort', giveUp);
  }
}

/** TLS material for mutual authentication with subgraphs, PEM. */
export interface MutualTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/**
 * Calls subgraphs over HTTP with undici, connections kept alive. Sends the passport and nothing of the client's
 * headers.
 *
 * @param origins origin of each subgraph by name, for example `https://content:4100`
 */
export function overHttp(origins: Readonly<Record<string, string>>, tls?: MutualTls): Transport {
  const agent = new Agent({ keepAliveTimeout: 30_000, connections: 64, connect: { timeout: 2_000, ...tls } });
  const post = async (
    name: string,
    path: string,
    call: SubgraphCall,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> => {
    const origin = origins[name];
    if (origin === undefined) throw new Error(`No subgraph is called ${name}.`);
    const headers = { 'content-type': 'application/json', [PASSPORT_HEADER]: call.passport };
    return agent.request({ origin, path, method: 'POST', headers, body: call.body, signal });
  };
  return {
    async send(name, call, signal) {
      const { statusCode, body } = await post(name, '/graphql', call, signal);
      return { status: statusCode, body: await body.text() };
    },
    async *route(name, route, call, signal) {
      const { statusCode, body } = await post(name, `/internal/${encodeURIComponent(route)}`, call, signal);
      if (statusCode !== 200) throw new RouteRefused(statusCode, await body.text());
      body.setEncoding('utf8');
      for await (const chunk of body) yield String(chunk);
    },
    close: () => agent.close(),
  };
}

/** An internal route answered with something else than 200. */
export class RouteRefused extends Error {
  override readonly name = 'RouteRefused';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
