import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '#runtime/graphql/ids.js';
import type { Logger } from '#runtime/logging/logger.js';
import type { Metrics } from '#runtime/telemetry/metrics.js';
import type { EdgeState } from '../edge/edge-step.js';
import { Redirection } from '../edge/host.js';
import { Refusal } from '../edge/refusal.js';
import { isScimAddress } from '../edge/scim-address.js';
import { SECURITY_HEADERS } from '../edge/security-headers.js';
import { catalogueError } from '../federation/answer-errors.js';

/** What Fastify itself refuses, in the catalogue's words. */
const FASTIFY_CODES: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Refusal(413, 'TOO_LARGE'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Refusal(415, 'INVALID_INPUT', {
    message: {
      de: 'Anfragen werden als application/json gesendet.',
      en: 'Requests are sent as application/json.',
    },
  }),
};

/** Turns every refusal and failure into one shape, `{errors: [{message, extensions: {code, requestId}}]}`. */
export function registerRefusals(
  app: FastifyInstance,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): void {
  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'NOT_FOUND');
  });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Redirection) return reply.code(308).header('location', error.location).send();
    const refusal = asRefusal(error);
    if (refusal.code === 'INTERNAL')
      logger.error(
        { requestId: edgeOf(request).requestId, path: request.routeOptions.url, err: error },
        'A request failed.',
      );
    metrics.refused(refusal.code);
    return refuse(request, reply, refusal);
  });
}

/** Answers what fails before any of our steps: a path that cannot be decoded, for example. */
export function answerFrameworkError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return refuse(request, reply.headers(SECURITY_HEADERS), asRefusal(error));
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, options }: Refusal,
): FastifyReply {
  const edge = edgeOf(request);
  const message = options.message?.[edge.locale];
  if (isScimAddress(request.url))
    return refuseDirectory(reply, status, options, catalogueError(code, edge, message));
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .headers(options.headers ?? {});
  return reply.send(JSON.stringify({ errors: [catalogueError(code, edge, message, options.details)] }));
}

/** Directories are told in their own words (RFC 7644 §3.12). */
function refuseDirectory(
  reply: FastifyReply,
  status: number,
  { headers = {} }: Refusal['options'],
  { message }: { readonly message: string },
): FastifyReply {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  const body = { schemas, detail: message, status: String(status) };
  return reply.code(status).type('application/scim+json').headers(headers).send(JSON.stringify(body));
}

/** What fails before the first step, a path that cannot be decoded for example, has no edge yet. */
function edgeOf(request: FastifyRequest): EdgeState {
  return request.edge ?? { requestId: newId(), ip: request.ip, locale: 'en' };
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = FASTIFY_CODES[code ?? ''];
  if (known) return known;
  const isClients = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return isClients ? new Refusal(statusCode, 'INVALID_INPUT') : new Refusal(500, 'INTERNAL');
}
