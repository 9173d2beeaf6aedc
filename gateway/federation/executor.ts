import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { parse, type DocumentNode, type FormattedExecutionResult } from 'graphql';
import type { Logger } from '#runtime/logging/logger.js';
import { silenceApollo } from '../config.js';
import type { PersistedOperation } from '../operations/manifest.js';
import { PlanStore, preparePlans, supergraphHash, type PreparedPlans } from './plans.js';
import type { FederationContext } from './request-context.js';
import { SubgraphDataSource, type FetchObserver } from './subgraph-data-source.js';
import type { Transport } from './transport.js';

/** A GraphQL request whose document passed the allow-list. */
export interface ApprovedRequest {
  readonly document: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Executes approved GraphQL requests over the supergraph. */
export interface Executor {
  execute(request: ApprovedRequest, context: FederationContext): Promise<FormattedExecutionResult>;
  /** How many plans had to be made at start because the prepared ones did not fit. */
  readonly plannedAtStart: number;
  close(): Promise<void>;
}

/** What the executor runs on. */
export interface ExecutorOptions {
  readonly supergraphSdl: string;
  readonly operations: Readonly<Record<string, PersistedOperation>>;
  readonly plans: PreparedPlans | null;
  readonly transport: Transport;
  /** Passport secret of each subgraph by name. */
  readonly secrets: Readonly<Record<string, Buffer>>;
  readonly logger: Logger;
  readonly observe: FetchObserver;
}

/**
 * Apollo Server over ApolloGateway with prepared plans, documents parsed at start and an own thin data source.
 * Everything that would phone home or run other text is off.
 */
export async function createExecutor(options: ExecutorOptions): Promise<Executor> {
  const { supergraphSdl, operations, logger } = options;
  silenceApollo();
  const fitting = options.plans?.supergraph === supergraphHash(supergraphSdl) ? options.plans.plans : {};
  const missing = Object.fromEntries(Object.entries(operations).filter(([hash]) => !(hash in fitting)));
  const made = preparePlans(supergraphSdl, missing);
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: quiet(logger),
    telemetry: { recordExceptions: false, includeDocument: false },
    queryPlannerConfig: {
      cache: new PlanStore({ supergraph: made.supergraph, plans: { ...fitting, ...made.plans } }, operations),
    },
    buildService: ({ name }) => dataSourceFor(name, options),
  });
  const server = createServer(gateway, operations, logger);
  await server.start();
  return {
    plannedAtStart: Object.keys(missing).length,
    execute: (request, context) => execute(server, request, context),
    close: () => server.stop(),
  };
}

function dataSourceFor(
  name: string,
  { secrets, transport, observe, logger }: ExecutorOptions,
): SubgraphDataSource {
  const secret = secrets[name];
  if (!secret) throw new Error(`There is no passport secret for subgraph ${name}.`);
  return new SubgraphDataSource(name, secret, transport, observe, ({ error, ...where }) =>
    logger.error({ ...where, err: error }, 'A subgraph did not answer.'),
  );
}

function createServer(
  gateway: ApolloGateway,
  operations: Readonly<Record<string, PersistedOperation>>,
  logger: Logger,
): ApolloServer<FederationContext> {
  return new ApolloServer<FederationContext>({
    gateway,
    logger: quiet(logger),
    nodeEnv: 'production',
    introspection: false,
    persistedQueries: false,
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    documentStore: documentStore(operations),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

async function execute(
  server: ApolloServer<FederationContext>,
  request: ApprovedRequest,
  contextValue: FederationContext,
): Promise<FormattedExecutionResult> {
  const { document, operationName, variables } = request;
  const { body } = await server.executeOperation(
    { query: document, operationName, variables },
    { contextValue },
  );
  if (body.kind !== 'single') throw new Error('Incremental delivery is not part of the API.');
  return body.singleResult;
}

/** Documents of the manifest were validated at build: they are parsed once, at start, and never again. */
function documentStore(operations: Readonly<Record<string, PersistedOperation>>): {
  get(key: string): Promise<DocumentNode | undefined>;
  set(): Promise<void>;
  delete(): Promise<void>;
} {
  const documents = new Map(
    Object.entries(operations).map(([hash, { document }]) => [hash, parse(document)]),
  );
  return {
    get: (key) => Promise.resolve(documents.get(key.slice(key.lastIndexOf(':') + 1))),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
}

/** Apollo's own messages: problems reach the log, chatter does not. */
function quiet(logger: Logger): Record<'debug' | 'info' | 'warn' | 'error', (message?: unknown) => void> {
  const ignore = (): void => undefined;
  return {
    debug: ignore,
    info: ignore,
    warn: (message) => logger.warn(String(message)),
    error: (message) => logger.error(String(message)),
  };
}
