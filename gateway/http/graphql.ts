import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Actor } from '#runtime/actor/actor.js';
import { setCookies } from '../edge/answer-cookies.js';
import { readGraphqlParameters, readGraphqlRequest, type SentRequest } from '../edge/graphql-request.js';
import { organizationSlug } from '../edge/organization.js';
import { approveOperation, type ApprovedOperation } from '../edge/persisted-operations.js';
import { Refusal } from '../edge/refusal.js';
import { assertClientOf, sentToken } from '../edge/service-token.js';
import { catalogueError, toPublicError, type Reader } from '../federation/answer-errors.js';
import type { FederationContext } from '../federation/request-context.js';
import { explainBarred, refuseBarred } from './barred-entry.js';
import type { GatewayParts } from './gateway-parts.js';
import { whichService } from './which-service.js';
import { header, requestInfo, whoAsks } from './who-asks.js';

/** Time for a whole request, in milliseconds; a mutation's own limit is 5 seconds. */
export const REQUEST_MS = 15_000;

/** `POST /graphql`, and `GET /graphql` for queries. */
export function registerGraphql(app: FastifyInstance, parts: GatewayParts): void {
  app.post('/graphql', (request, reply) => answer(request, reply, readGraphqlRequest(request.body), parts));
  app.get('/graphql', (request, reply) =>
    answer(request, reply, readGraphqlParameters(request.query), parts),
  );
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  sent: SentRequest,
  parts: GatewayParts,
): Promise<FastifyReply> {
  const began = performance.now();
  const { allowList, executor } = parts.product();
  const operation = approveOperation(sent, header(request, 'x-kopexa-client') ?? '', allowList);
  assertClientOf(operation, request);
  if (request.method === 'GET' && operation.kind !== 'query') throw onlyQueries();
  const deadline = new AbortController();
  const context = await contextOf(request, operation, deadline.signal, parts);
  const timer = setTimeout(() => deadline.abort(new Error('The time for the request is over.')), REQUEST_MS);
  const result = await executor
    .execute(
      { document: operation.document, operationName: operation.name, variables: sent.variables },
      context,
    )
    .finally(() => clearTimeout(timer));
  const reader = { locale: context.actor.locale, requestId: request.edge.requestId };
  const body = publicResult(result, reader, context.actor, parts);
  setCookies(request, reply, context.effects.session, parts);
  const outcome = body.errors ? 'error' : 'ok';
  parts.metrics.executed(
    operation.client === 'ad hoc' ? 'ad hoc' : operation.name,
    outcome,
    (performance.now() - began) / 1000,
  );
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}

async function contextOf(
  request: FastifyRequest,
  operation: ApprovedOperation,
  signal: AbortSignal,
  parts: GatewayParts,
): Promise<FederationContext> {
  const slug = organizationSlug(header(request, 'x-kopexa-org'));
  const info = requestInfo(request, operation.name);
  const token = sentToken(request);
  const actor = token
    ? await whichService(request, token, slug, info, parts)
    : await whoAsks(request, slug, info, parts);
  // A mutation may be what meets the policy, a fresh factor for example: it runs without the Organization.
  if (operation.kind === 'query') refuseBarred(actor);
  return {
    actor,
    request: info,
    signal,
    effects: { session: null },
  };
}

interface PublicResult {
  errors?: ReturnType<typeof toPublicError>[];
  data?: unknown;
}

/**
 * Data and reduced errors, nothing else. A null that the schema does not allow and no error explains is a break
 * of the contract between subgraphs: the client is told INTERNAL instead of being shown a hole.
 */
function publicResult(
  result: FormattedExecutionResult,
  reader: Reader,
  actor: Actor,
  parts: GatewayParts,
): PublicResult {
  const errors = (result.errors ?? []).map((error) =>
    explainBarred(actor, toPublicError(error, reader), reader),
  );
  const holes = result.extensions?.['valueCompletion'];
  if (holes !== undefined && errors.length === 0) {
    parts.logger.error(
      { requestId: reader.requestId, holes },
      'A subgraph left out what the schema promises.',
    );
    errors.push(catalogueError('INTERNAL', reader));
  }
  result.errors?.forEach((error, index) =>
    logUnexpected(error, errors[index]?.extensions.code, reader, parts),
  );
  for (const { extensions } of errors) parts.metrics.refused(extensions.code);
  return {
    ...(errors.length > 0 ? { errors } : {}),
    ...(result.data === undefined ? {} : { data: result.data }),
  };
}

/** What became INTERNAL here, and did not come from a subgraph as INTERNAL, is known to nobody else. */
function logUnexpected(
  error: { message: string; extensions?: Record<string, unknown> },
  code: string | undefined,
  reader: Reader,
  { logger }: GatewayParts,
): void {
  const isOurs = code === 'INTERNAL' && error.extensions?.['code'] !== 'INTERNAL';
  if (isOurs)
    logger.error(
      { requestId: reader.requestId, problem: error.message },
      'The answer could not be put together.',
    );
}

function onlyQueries(): Refusal {
  return new Refusal(405, 'INVALID_INPUT', {
    headers: { allow: 'POST' },
    message: { de: 'Änderungen werden mit POST gesendet.', en: 'Changes are sent with POST.' },
  });
}
