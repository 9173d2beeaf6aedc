import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Agent } from 'undici';
import { PASSPORT_HEADER } from '#runtime/actor/passport.js';
import { HEAD_HEADER, LENGTH_HEADER, type RouteCall } from '#runtime/graphql/route-call.js';
import { INSIDE_TLS, type Renewable, type TlsMaterial } from '#runtime/tls/identity.js';

/** An upload's answer comes when its body has been taken in. */
const ROUTE_HEADERS_MS = 90_000;

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
  /** Calls an internal route of a subgraph; throws RouteRefused when there is none or the passport is not taken. */
  route(subgraph: string, route: string, call: RouteCall): Promise<Response>;
  close(): Promise<void>;
}

/** A subgraph in the same process. */
export interface LocalSubgraph {
  readonly name: string;
  handle(call: SubgraphCall): Promise<SubgraphAnswer>;
  /** `null` when there is no such route or the passport is not valid. */
  route(name: string, call: RouteCall): Promise<Response | null>;
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
    route: async (name, route, call) => {
      const answer = await named(name).route(route, call);
      if (!answer) throw new RouteRefused(401, `Subgraph ${name} refused the internal route ${route}.`);
      return answer;
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

/**
 * Calls subgraphs over HTTP with undici, connections kept alive. Sends the passport and nothing of the client's
 * headers.
 *
 * With an identity each subgraph has to prove its name with a certificate of the same authority, and new connections
 * use a renewed identity at once, while what runs on the old ones ends undisturbed.
 *
 * @param origins origin of each subgraph by name, for example `https://content:4443`
 */
export function overHttp(
  origins: Readonly<Record<string, string>>,
  identity?: Renewable<TlsMaterial>,
): Transport {
  let agents = agentsFor(origins, identity?.current());
  const forget = identity?.onRenewal((material) => {
    const before = agents;
    agents = agentsFor(origins, material);
    void closeAll(before);
  });
  const agentOf = (name: string): Agent => agents.get(name) ?? unknown(name);
  const originOf = (name: string): string => origins[name] ?? unknown(name);
  return {
    async send(name, call, signal) {
      const { statusCode, body } = await agentOf(name).request({
        origin: originOf(name),
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', [PASSPORT_HEADER]: call.passport },
        body: call.body,
        signal,
      });
      return { status: statusCode, body: await body.text() };
    },
    async route(name, route, call) {
      const { statusCode, headers, body } = await agentOf(name).request({
        origin: originOf(name),
        path: `/internal/${encodeURIComponent(route)}`,
        method: 'POST',
        headers: {
          [PASSPORT_HEADER]: call.passport ?? '',
          [HEAD_HEADER]: Buffer.from(call.head).toString('base64url'),
        },
        body: call.body ? Readable.fromWeb(call.body as WebStream) : null,
        signal: call.signal,
        headersTimeout: ROUTE_HEADERS_MS,
        bodyTimeout: 0,
      });
      if (statusCode === 401) {
        await body.dump();
        throw new RouteRefused(statusCode, `Subgraph ${name} refused the internal route ${route}.`);
      }
      const told = headers[LENGTH_HEADER];
      const others = flat(headers).filter(([header]) => header !== LENGTH_HEADER);
      const hasBody = statusCode !== 204 && statusCode !== 304 && told === undefined;
      if (!hasBody) await body.dump();
      return new Response(hasBody ? (Readable.toWeb(body) as ReadableStream<Uint8Array>) : null, {
        status: statusCode,
        headers: told === undefined ? others : [...others, ['content-length', String(told)]],
      });
    },
    close: async () => {
      forget?.();
      await closeAll(agents);
    },
  };
}

function agentsFor(origins: Readonly<Record<string, string>>, material?: TlsMaterial): Map<string, Agent> {
  const agentOf = (name: string): Agent => {
    const tls = material && { ...INSIDE_TLS, ...material, servername: name };
    return new Agent({ keepAliveTimeout: 30_000, connections: 64, connect: { timeout: 2_000, ...tls } });
  };
  return new Map(Object.keys(origins).map((name) => [name, agentOf(name)]));
}

async function closeAll(agents: ReadonlyMap<string, Agent>): Promise<void> {
  await Promise.all([...agents.values()].map((agent) => agent.close()));
}

function unknown(name: string): never {
  throw new Error(`No subgraph is called ${name}.`);
}

function flat(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each): [string, string] => [name, each]),
  );
}

/** An internal route is not there, or did not take the passport. */
export class RouteRefused extends Error {
  override readonly name = 'RouteRefused';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
