import type { Server as TlsServer } from 'node:tls';
import Fastify, { type FastifyInstance } from 'fastify';
import { buildSchema } from 'graphql';
import type { SessionResolver } from '#runtime/db/session-resolver.js';
import type { Logger } from '#runtime/logging/logger.js';
import type { Metrics } from '#runtime/telemetry/metrics.js';
import type { Contracts } from './contracts.js';
import type { EdgeSettings } from './edge/edge-step.js';
import { EDGE_STEPS } from './edge/pipeline.js';
import { sessionCookieName } from './edge/session-cookie.js';
import { TokenBuckets, type RateLimit } from './edge/token-buckets.js';
import { createExecutor } from './federation/executor.js';
import type { Transport } from './federation/transport.js';
import { registerDemoPeople, type DemoPeople } from './http/demo-people.js';
import { assertApproved } from './http/endpoints.js';
import { registerForwarded } from './http/forward.js';
import type { GatewayParts, Product } from './http/gateway-parts.js';
import { registerGraphql, REQUEST_MS } from './http/graphql.js';
import { registerHealth } from './http/health.js';
import { answerFrameworkError, registerRefusals } from './http/refusals.js';
import { StaticFiles } from './http/static-files.js';
import { registerWebClient } from './http/web-client.js';
import { assertListener, type Listener } from './listener.js';

/** A document's body may have 1 MiB; JSON inside JSON takes more. */
const BODY_BYTES = 2.5 * 1024 * 1024;

/** What browsers and tools may speak (claim 84). */
const PUBLIC_TLS = { minVersion: 'TLSv1.2' } as const;

/** How long a stop waits for what is running. */
const GRACE_MS = 10_000;

/** Limits that hold unless others are given. */
export const RATE_LIMITS: {
  readonly byAddress: RateLimit;
  readonly bySession: RateLimit;
  readonly byAccount?: RateLimit;
  readonly byWrongToken?: RateLimit;
} = {
  // A whole office may share one address.
  byAddress: { burst: 2_000, perSecond: 300 },
  bySession: { burst: 400, perSecond: 60 },
};

/** Of tools: an account's secrets share one; wrong tokens of an address another. */
const TOOL_LIMITS = {
  byAccount: { burst: 200, perSecond: 30 },
  byWrongToken: { burst: 20, perSecond: 0.2 },
} as const satisfies Record<string, RateLimit>;

/** What a gateway is made of. */
export interface GatewayOptions {
  readonly listener: Listener;
  /** Where browsers reach it; by default `http://localhost:PORT`. Needed with TLS. */
  readonly publicOrigin?: string;
  readonly contracts: Contracts;
  readonly transport: Transport;
  /** Passport secret of each subgraph by name. */
  readonly secrets: Readonly<Record<string, Buffer>>;
  readonly resolveSession: SessionResolver['resolve'];
  readonly resolveService: SessionResolver['resolveService'];
  /** The built web client; `null` for none. */
  readonly staticDirectory: string | null;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly adHoc?: 'off' | 'loopback';
  readonly demoPeople?: DemoPeople;
  readonly rateLimits?: typeof RATE_LIMITS;
  /** How often a running stream's rights are asked for again, in milliseconds. */
  readonly rightsEveryMs?: number;
  /** Routes beyond the usual ones; each has to be on the list of approved endpoints. */
  readonly extend?: (app: FastifyInstance) => void;
}

/** A gateway that answers. */
export interface Gateway {
  /** Where browsers reach it. */
  readonly url: string;
  readonly app: FastifyInstance;
  /** How many query plans had to be made at start, because the prepared ones were of another supergraph. */
  readonly plannedAtStart: number;
  /** Takes contracts that were generated anew, without a moment in which nothing answers. */
  reload(contracts: Contracts): Promise<void>;
  /** Shows another certificate from the next connection on. Only for a listener with TLS. */
  renewCertificate(certificate: NonNullable<Listener['tls']>): void;
  /** Answers what is running, then stops. */
  close(): Promise<void>;
}

/**
 * The front door: edge pipeline, persisted operations, federation, approved endpoints, web client.
 *
 * Resolves once it answers. Throws a sentence for a listener that would need TLS, and for a route that is not on
 * the list of approved endpoints.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const adHoc = options.adHoc === 'loopback';
  assertListener(options.listener, { demo: options.demoPeople !== undefined, adHoc });
  let product = await loadProduct(options, options.contracts);
  let ready = true;
  const app = createApp(options);
  const settings = edgeSettings(options, app);
  const { transport, secrets, logger, metrics, resolveSession, resolveService } = options;
  const parts: GatewayParts = {
    settings,
    product: () => product,
    transport,
    secrets,
    resolveSession,
    resolveService,
    cookieName: () => sessionCookieName({ tls: settings.tls, port: settings.site().port }),
    metrics,
    logger,
    ...(options.rightsEveryMs ? { rightsEveryMs: options.rightsEveryMs } : {}),
    isReady: () => ready,
  };
  registerAll(app, parts, options);
  await app.listen({ host: options.listener.host, port: options.listener.port });
  return {
    url: settings.site().origin,
    app,
    plannedAtStart: product.executor.plannedAtStart,
    reload: async (contracts) => {
      const before = product;
      product = await loadProduct(options, contracts);
      // What is running ends on what it began with.
      setTimeout(() => void before.executor.close(), REQUEST_MS).unref();
    },
    renewCertificate: (certificate) => {
      if (!listensWithTls(app.server)) throw new Error('The gateway listens without TLS.');
      app.server.setSecureContext({ ...certificate, ...PUBLIC_TLS });
    },
    close: async () => {
      ready = false;
      const impatient = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close().finally(() => clearTimeout(impatient));
      await product.executor.close();
      await transport.close();
    },
  };
}

function listensWithTls(server: object): server is TlsServer {
  return 'setSecureContext' in server;
}

async function loadProduct(options: GatewayOptions, contracts: Contracts): Promise<Product> {
  const { transport, secrets, logger, metrics } = options;
  const executor = await createExecutor({
    supergraphSdl: contracts.supergraphSdl,
    operations: contracts.operations,
    plans: contracts.plans,
    transport,
    secrets,
    logger,
    observe: (subgraph, seconds, ok) => metrics.fetched(subgraph, seconds, ok),
  });
  const schema = options.adHoc === 'loopback' ? buildSchema(contracts.apiSdl) : null;
  return { executor, allowList: { operations: contracts.operations, adHoc: schema && { schema } } };
}

function createApp({ listener, metrics }: GatewayOptions): FastifyInstance {
  const options = {
    bodyLimit: BODY_BYTES,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle' as const,
    frameworkErrors: answerFrameworkError,
    routerOptions: { maxParamLength: 200 },
    logger: false,
  };
  const app: FastifyInstance = listener.tls
    ? Fastify({
        ...options,
        https: { ...listener.tls, ...PUBLIC_TLS },
      })
    : Fastify(options);
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('edge');
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) assertApproved(each, url);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const endpoint = request.routeOptions.url ?? 'none';
    metrics.answered(endpoint, request.method, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  return app;
}

function edgeSettings(options: GatewayOptions, app: FastifyInstance): EdgeSettings {
  const { byAddress, bySession, byAccount, byWrongToken } = {
    ...TOOL_LIMITS,
    ...(options.rateLimits ?? RATE_LIMITS),
  };
  const scheme = options.listener.tls ? 'https' : 'http';
  let site: URL | undefined;
  const listening = (): string => {
    const address = app.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The gateway does not listen yet.');
    return `${scheme}://localhost:${address.port}`;
  };
  return {
    site: () => (site ??= new URL(options.publicOrigin ?? listening())),
    tls: options.listener.tls !== undefined,
    buckets: {
      byAddress: new TokenBuckets(byAddress),
      bySession: new TokenBuckets(bySession),
      byAccount: new TokenBuckets(byAccount),
      byWrongToken: new TokenBuckets(byWrongToken),
    },
    metrics: options.metrics,
  };
}

function registerAll(app: FastifyInstance, parts: GatewayParts, options: GatewayOptions): void {
  registerRefusals(app, parts);
  app.addHook('onRequest', (request, reply, done) => {
    for (const step of EDGE_STEPS) step(request, reply, parts.settings);
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // A connection that stays open would hold up the stop.
    if (!parts.isReady()) reply.header('connection', 'close');
    done();
  });
  registerHealth(app, parts);
  registerGraphql(app, parts);
  registerForwarded(app, parts);
  registerDemoPeople(app, options.demoPeople);
  options.extend?.(app);
  registerWebClient(app, StaticFiles.read(options.staticDirectory));
}
