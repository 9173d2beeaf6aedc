import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { EntitySchema } from '@mikro-orm/postgresql';
import { verifyPassport, type Passport } from '../actor/passport.js';
import { ChangeRecorder } from '../audit/changes.js';
import { audited, recordDenial, type EnvelopeTools } from '../audit/envelope.js';
import type { Keyring } from '../crypto/keyring.js';
import { readColumnClasses } from '../db/classes.js';
import { openAside, type Aside } from '../db/aside.js';
import { openDoor } from '../db/door.js';
import { NOTHING_OUTSIDE, type Outside } from '../egress/outside.js';
import { KopexaError, type Aim } from '../errors/catalogue.js';
import { publicError, type PublicError } from '../errors/format.js';
import { buildSubgraph, type BuiltSchema, type SchemaParts } from './build.js';
import { RequestContext } from './context.js';
import { answerRoute, type RouteHandler } from './route.js';
import type { RouteCall } from './route-call.js';
import type { OutboxHandler } from '../outbox/worker.js';

/** What a subgraph's services are made of. */
export interface ServiceDependencies {
  readonly keyring: Keyring;
  readonly clock: () => Date;
  /** Statements beside the mutation's transaction: for counters that must survive its rollback. */
  readonly aside: Pick<Aside, 'query'>;
  readonly outside: Outside;
}

/** A subgraph as its room declares it. */
export interface SubgraphDefinition<Services> extends SchemaParts<Services> {
  readonly name: 'identity' | 'tenancy' | 'content' | 'files' | 'ai' | 'compliance';
  readonly entities: readonly EntitySchema[];
  /** Handlers of the room's own outbox topics; the worker runs them. */
  readonly outbox?: Readonly<Record<string, OutboxHandler>>;
  readonly routes?: Readonly<Record<string, RouteHandler<Services>>>;
  services(dependencies: ServiceDependencies): Services;
}

/** How a process runs a subgraph. */
export interface SubgraphOptions {
  /** Connection string of the subgraph's own login. */
  readonly databaseUrl: string;
  readonly passportSecret: Buffer;
  readonly keyring: Keyring;
  readonly report: (error: unknown, requestId: string) => void;
  readonly clock?: () => Date;
  readonly poolSize?: number;
  /** Nothing unless given. */
  readonly outside?: Outside;
}

/** A request as it arrives at a subgraph: the passport and the exact body it was signed over. */
export interface SubgraphRequest {
  readonly passport: string | undefined;
  readonly body: string;
}

/** The answer to a request, ready to be sent. */
export interface SubgraphAnswer {
  readonly status: number;
  readonly body: string;
}

/** A running subgraph. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  handle(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** Runs an internal route; `null` when there is none of this name or the passport is not valid. */
  route(name: string, call: RouteCall): Promise<Response | null>;
  close(): Promise<void>;
}

/** Builds the schema only: for composition and tests that need no database. */
export function buildSchemaOf<Services>(definition: SubgraphDefinition<Services>): Promise<BuiltSchema> {
  return buildSubgraph(definition, () =>
    Promise.reject(new Error('This schema was built for printing only.')),
  );
}

/** Opens a subgraph's database door and makes it ready to answer. Throws when it does not build. */
export async function createSubgraph<Services>(
  definition: SubgraphDefinition<Services>,
  options: SubgraphOptions,
): Promise<Subgraph> {
  const classes = await readColumnClasses(options.databaseUrl);
  const door = await openDoor({
    url: options.databaseUrl,
    entities: definition.entities,
    subscribers: [new ChangeRecorder(classes)],
    poolSize: options.poolSize,
  });
  const tools: EnvelopeTools = { door, keyring: options.keyring };
  const { schema, sdl } = await buildSubgraph(definition, (ctx, spec, args, assertMay, work) =>
    audited(tools, ctx as RequestContext<unknown>, spec, args, assertMay, work),
  );
  const aside = openAside(options.databaseUrl);
  const services = definition.services({
    keyring: options.keyring,
    aside,
    clock: options.clock ?? (() => new Date()),
    outside: options.outside ?? NOTHING_OUTSIDE,
  });
  const server = await startServer(schema);
  const contextOf = (passport: Passport): RequestContext<Services> =>
    new RequestContext(passport.actor, passport.request, services, door);
  const routes = {
    name: definition.name,
    secret: options.passportSecret,
    handlers: definition.routes ?? {},
    envelope: tools,
    contextOf,
    report: options.report,
  };
  return {
    name: definition.name,
    sdl,
    handle: async (request) => {
      const passport = verifyPassport(
        request.passport,
        definition.name,
        options.passportSecret,
        request.body,
      );
      return passport ? answer(server, contextOf(passport), request.body, tools, options) : UNAUTHORIZED;
    },
    route: (name, call) => answerRoute(routes, name, call),
    close: async () => {
      await server.stop();
      await aside.close();
      await door.close();
    },
  };
}

const UNAUTHORIZED: SubgraphAnswer = {
  status: 401,
  body: JSON.stringify({
    errors: [{ message: 'A valid passport is required.', extensions: { code: 'UNAUTHENTICATED' } }],
  }),
};

async function startServer(schema: BuiltSchema['schema']): Promise<ApolloServer<RequestContext<unknown>>> {
  const server = new ApolloServer<RequestContext<unknown>>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    // Errors pass through as they are; publicError() is the one formatter and needs the request's language.
    formatError: (formatted, error) => ({
      ...formatted,
      extensions: { ...formatted.extensions, thrown: error },
    }),
    // Any plugin that watches fields makes every field slower, and two of the usual ones do.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    stopOnTerminationSignals: false,
    logger: SILENT,
  });
  await server.start();
  return server;
}

const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

interface GraphqlBody {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

async function answer(
  server: ApolloServer<RequestContext<unknown>>,
  ctx: RequestContext<unknown>,
  body: string,
  tools: EnvelopeTools,
  options: SubgraphOptions,
): Promise<SubgraphAnswer> {
  const { query, variables, operationName } = JSON.parse(body) as GraphqlBody;
  const response = await server.executeOperation({ query, variables, operationName }, { contextValue: ctx });
  if (response.body.kind !== 'single') throw new Error('A subgraph answers in one piece.');
  const { data, errors } = response.body.singleResult;
  const thrown = (errors ?? []).map((error) => ({
    error: error.extensions?.['thrown'] ?? error,
    path: error.path,
  }));
  const isMutation = /^\s*mutation\b/.test(query);
  if (!isMutation)
    await recordDenials(
      thrown.map(({ error }) => error),
      ctx,
      tools,
    );
  const format = {
    locale: ctx.actor.locale,
    requestId: ctx.request.requestId,
    report: (error: unknown) => options.report(error, ctx.request.requestId),
  };
  const formatted: PublicError[] = thrown.map(({ error, path }) => publicError(error, path, format));
  return {
    status: 200,
    body: JSON.stringify({
      ...(data !== undefined ? { data } : {}),
      ...(formatted.length > 0 ? { errors: formatted } : {}),
      ...(ctx.sessionEffect ? { extensions: { kopexa: { session: ctx.sessionEffect } } } : {}),
    }),
  };
}

/** A refused read is an entry: the people in charge see it at once (mutations record their own). */
async function recordDenials(
  errors: readonly unknown[],
  ctx: RequestContext<unknown>,
  tools: EnvelopeTools,
): Promise<void> {
  if (!ctx.actor.userId) return;
  const aims = new Map<string, { aim: Aim; code: string }>();
  for (const error of errors) {
    const original = (error as { originalError?: unknown }).originalError ?? error;
    if (!(original instanceof KopexaError) || !original.options.aim) continue;
    if (original.code !== 'NOT_FOUND' && original.code !== 'FORBIDDEN') continue;
    const { aim } = original.options;
    aims.set(`${aim.type}:${aim.id}`, { aim, code: original.code });
  }
  for (const { aim, code } of aims.values()) await recordDenial(tools, ctx, aim, code);
}
