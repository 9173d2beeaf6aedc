import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { readContracts, type Contracts } from '#gateway/contracts.js';
import { createGateway, type Gateway, type GatewayOptions } from '#gateway/create-gateway.js';
import { inProcess } from '#gateway/federation/transport.js';
import type { DemoPeople } from '#gateway/http/demo-people.js';
import { watchContracts } from '#gateway/watch-contracts.js';
import { createKeyring, type Keyring } from '#runtime/crypto/keyring.js';
import type { Login } from '#runtime/db/roles.js';
import { openSessionResolver } from '#runtime/db/session-resolver.js';
import { createEgress, type Egress } from '#runtime/egress/egress.js';
import { createSubgraph, type Subgraph } from '#runtime/graphql/subgraph.js';
import { startJobs, type ScheduledJob } from '#runtime/jobs/jobs.js';
import { createLogger, type Logger } from '#runtime/logging/logger.js';
import { createMailSender, mailDestinations } from '#runtime/mail/sender.js';
import { startOutboxWorker } from '#runtime/outbox/worker.js';
import { createMetrics, type Metrics } from '#runtime/telemetry/metrics.js';
import { serveMetrics } from '#runtime/telemetry/serve-metrics.js';
import { readStandaloneConfig, type StandaloneConfig } from './config.js';
import { SCHEDULED_JOBS } from './scheduled-jobs.js';
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

type Closing = () => Promise<unknown>;

/**
 * Serves gateway, subgraphs and worker in this process; resolves once the gateway answers.
 *
 * Everything that was opened is closed again, newest first, when a later part does not start.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const closing: Closing[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return await open(options, closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  options: ServeOptions,
  closing: Closing[],
  close: Closing & (() => Promise<void>),
): Promise<Served> {
  const config = options.config ?? readStandaloneConfig();
  const destination = pino.destination({
    dest: join(options.dataDirectory, 'kopexa.log'),
    sync: false,
    mode: 0o600,
  });
  const logger = createLogger({ name: 'kopexa', level: config.logLevel }, destination);
  closing.push(() => new Promise((resolve) => destination.flush(() => resolve(undefined))));
  const metrics = createMetrics({ process: 'standalone', runtimeFigures: true });
  const egress = await openEgress(config, metrics, logger);
  if (config.tracing.kind === 'otlp') await openTracing(egress, config.tracing.url, closing);
  const metricsServer = await serveMetrics(metrics.registry, options.port === 0 ? 0 : options.port + 2);
  closing.push(() => metricsServer.close());
  const keyring = createKeyring(options.masterKey);
  const secrets = Object.fromEntries(SUBGRAPHS.map(({ name }) => [name, randomBytes(32)]));
  const subgraphs = await openSubgraphs(options, keyring, secrets, logger, closing);
  const gateway = await openGateway(options, config, { subgraphs, secrets, logger, metrics }, closing);
  await openWorker(options, config, { egress, keyring, logger, origin: gateway.url }, closing);
  return { url: gateway.url, metricsUrl: metricsServer.url, gateway, close };
}

async function openEgress(config: StandaloneConfig, metrics: Metrics, logger: Logger): Promise<Egress> {
  const { tracing, mail } = config;
  // Tracing's packages are a sixth of all modules: loaded only when a collector is named.
  const collector =
    tracing.kind === 'otlp'
      ? [
          (await import('#runtime/egress/otlp-exporter.js')).otlpDestination(
            tracing.url,
            tracing.allowPrivate,
          ),
        ]
      : [];
  return createEgress({
    destinations: [...mailDestinations(mail), ...collector],
    record: (record) => {
      metrics.left(record.destination, record.outcome);
      logger.info({ egress: record }, 'An outward connection.');
    },
  });
}

async function openTracing(egress: Egress, url: string, closing: Closing[]): Promise<void> {
  const [{ createOtlpExporter }, { startTracing }] = await Promise.all([
    import('#runtime/egress/otlp-exporter.js'),
    import('#runtime/telemetry/tracing.js'),
  ]);
  const tracing = startTracing({
    service: 'kopexa',
    exporter: createOtlpExporter(egress, url, {}),
    ratio: 1,
  });
  closing.push(() => tracing.close());
}

async function openSubgraphs(
  options: ServeOptions,
  keyring: Keyring,
  secrets: Readonly<Record<string, Buffer>>,
  logger: Logger,
  closing: Closing[],
): Promise<Subgraph[]> {
  return Promise.all(
    SUBGRAPHS.map(async (definition) => {
      const subgraph = await createSubgraph(definition, {
        databaseUrl: options.logins[`kopexa_${definition.name}`],
        passportSecret: secrets[definition.name]!,
        keyring,
        report: (error, requestId) =>
          logger.error({ subgraph: definition.name, requestId, err: error }, 'An unexpected error.'),
      });
      closing.push(() => subgraph.close());
      return subgraph;
    }),
  );
}

async function openGateway(
  options: ServeOptions,
  config: StandaloneConfig,
  parts: {
    readonly subgraphs: readonly Subgraph[];
    readonly secrets: Readonly<Record<string, Buffer>>;
    readonly logger: Logger;
    readonly metrics: Metrics;
  },
  closing: Closing[],
): Promise<Gateway> {
  const sessions = openSessionResolver(options.logins.kopexa_gateway);
  closing.push(() => sessions.close());
  const gateway = await createGateway({
    listener: { host: 'localhost', port: options.port },
    contracts: options.contracts ?? readContracts(join(options.root, 'schema')),
    transport: inProcess(parts.subgraphs),
    secrets: parts.secrets,
    resolveSession: (...who) => sessions.resolve(...who),
    staticDirectory: join(options.root, 'dist', 'web'),
    logger: parts.logger,
    metrics: parts.metrics,
    adHoc: config.adHoc,
    demoPeople: options.demoPeople,
    ...(options.rateLimits ? { rateLimits: options.rateLimits } : {}),
  });
  closing.push(() => gateway.close());
  if (config.adHoc === 'loopback') {
    const stop = watchContracts(join(options.root, 'schema'), gateway, parts.logger);
    closing.push(() => Promise.resolve(stop()));
  }
  return gateway;
}

async function openWorker(
  options: ServeOptions,
  config: StandaloneConfig,
  parts: {
    readonly egress: Egress;
    readonly keyring: Keyring;
    readonly logger: Logger;
    readonly origin: string;
  },
  closing: Closing[],
): Promise<void> {
  const databaseUrl = options.logins.kopexa_worker;
  const mail = createMailSender({
    config: config.mail,
    egress: parts.egress,
    folder: join(options.dataDirectory, 'mail'),
  });
  const report = (error: unknown, task: string): void =>
    parts.logger.error({ task, err: error }, 'Work in the background failed.');
  const outbox = await startOutboxWorker({
    databaseUrl,
    keyring: parts.keyring,
    handlers: Object.assign({}, ...SUBGRAPHS.map(({ outbox: handlers }) => handlers ?? {})),
    tools: { mail, origin: parts.origin },
    report,
  });
  closing.push(() => outbox.close());
  const jobs = await startJobs({ databaseUrl, jobs: [...SCHEDULED_JOBS, ...(options.jobs ?? [])], report });
  closing.push(() => jobs.close());
}
