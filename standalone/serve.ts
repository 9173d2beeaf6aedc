import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Contracts } from '#gateway/contracts.js';
import type { Gateway, GatewayOptions } from '#gateway/create-gateway.js';
import { inProcess } from '#gateway/federation/transport.js';
import type { DemoPeople } from '#gateway/http/demo-people.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import type { Login } from '#runtime/db/roles.js';
import { createDns } from '#runtime/egress/dns.js';
import type { ScheduledJob } from '#runtime/jobs/jobs.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import { serveMetrics } from '#runtime/telemetry/serve-metrics.js';
import { readStandaloneConfig, type StandaloneConfig } from './config.js';
import { withClosing, type Closing } from './parts/closing.js';
import { openGateway } from './parts/gateway.js';
import { openLog } from './parts/log.js';
import { openCustomerFetch, openEgress, openTracing } from './parts/outward.js';
import { openSubgraph } from './parts/subgraph.js';
import { passSupplierGate } from './parts/supplier-gate.js';
import { openWorker } from './parts/worker.js';
import { SUBGRAPHS } from './subgraphs.js';

/** What the product is served from, all in one process. */
export interface ServeOptions {
  readonly root: string;
  readonly port: number;
  /** Connection string of each login. */
  readonly logins: Readonly<Record<Login, string>>;
  readonly dataDirectory: string;
  /** 32 bytes; every other key comes from it. */
  readonly masterKey: Buffer;
  /** Present when the installation holds demo data. */
  readonly demoPeople?: DemoPeople;
  readonly config?: StandaloneConfig;
  /** Jobs of the launcher, beside those of the rooms. */
  readonly jobs?: readonly ScheduledJob[];
  /** The project's committed ones, unless a launcher brings operations of its own (the benchmark). */
  readonly contracts?: Contracts;
  /** The edge's own limits, unless a launcher measures without them. */
  readonly rateLimits?: GatewayOptions['rateLimits'];
}

/** The running product. */
export interface Served {
  readonly url: string;
  readonly metricsUrl: string;
  readonly gateway: Gateway;
  close(): Promise<void>;
}

/**
 * Serves gateway, subgraphs and worker in this process; resolves once the gateway answers.
 *
 * Everything that was opened is closed again, newest first, when a later part does not start.
 */
export function serve(options: ServeOptions): Promise<Served> {
  return withClosing((closing, close) => open(options, closing, close));
}

async function open(options: ServeOptions, closing: Closing[], close: () => Promise<void>): Promise<Served> {
  const { root, logins, dataDirectory, jobs } = options;
  const wanted = options.config ?? readStandaloneConfig();
  const logger = openLog(
    { name: 'kopexa', level: wanted.logLevel, to: join(dataDirectory, 'kopexa.log') },
    closing,
  );
  const { config } = await passSupplierGate(wanted, { databaseUrl: logins.kopexa_worker, logger });
  const metrics = createMetrics({ process: 'standalone', runtimeFigures: true });
  const egress = await openEgress(config, metrics, logger);
  await openTracing(egress, config, 'kopexa', closing);
  const metricsServer = await serveMetrics(metrics.registry, options.port === 0 ? 0 : options.port + 2);
  closing.push(() => metricsServer.close());
  const keyring = createKeyring(options.masterKey);
  const sso = { fetch: openCustomerFetch(config, metrics, logger) };
  const { ai, breachedPasswords } = config;
  const files = config.files(dataDirectory);
  const outside = { egress, files, ai, sso, dns: createDns(), breachedPasswords };
  const secrets = Object.fromEntries(SUBGRAPHS.map(({ name }) => [name, randomBytes(32)]));
  const subgraphs = await Promise.all(
    SUBGRAPHS.map((definition) => {
      const { name } = definition;
      const own = { databaseUrl: logins[`kopexa_${name}`], passportSecret: secrets[name]! };
      return openSubgraph(definition, { ...own, keyring, outside, logger }, closing);
    }),
  );
  const gateway = await openGateway(
    {
      root,
      databaseUrl: logins.kopexa_gateway,
      listener: { host: 'localhost', port: options.port },
      contracts: options.contracts,
      transport: inProcess(subgraphs),
      secrets,
      logger,
      metrics,
      adHoc: config.adHoc,
      demoPeople: options.demoPeople,
      ...(options.rateLimits ? { rateLimits: options.rateLimits } : {}),
    },
    closing,
  );
  const mailFolder = join(dataDirectory, 'mail');
  const work = {
    databaseUrl: logins.kopexa_worker,
    origin: gateway.url,
    mail: config.mail,
    mailFolder,
    files: outside.files,
    customerFetch: sso.fetch,
    measured: { root, dataDirectory, backup: config.backup },
    jobs,
  };
  await openWorker({ ...work, keyring, egress, logger }, closing);
  return { url: gateway.url, metricsUrl: metricsServer.url, gateway, close };
}
