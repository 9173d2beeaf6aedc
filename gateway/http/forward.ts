import { PassThrough, Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, RequestInfo } from '#runtime/actor/actor.js';
import { signPassport } from '#runtime/actor/passport.js';
import { isId } from '#runtime/graphql/ids.js';
import type { RouteHead } from '#runtime/graphql/route-call.js';
import { organizationSlug } from '../edge/organization.js';
import { Refusal } from '../edge/refusal.js';
import { missingService } from '../federation/missing-service.js';
import { refuseBarred } from './barred-entry.js';
import type { Endpoint, ForwardedRoute } from './endpoint.js';
import { ENDPOINTS } from './endpoints.js';
import type { GatewayParts } from './gateway-parts.js';
import { watchRights } from './rights-watch.js';
import { header, requestInfo } from './who-asks.js';
import { whoCalls } from './who-calls.js';

/** Longest JSON body of a forwarded request, in bytes: it travels in the head of the call. */
const JSON_BYTES = 64 * 1024;

/** Longest form, in bytes: a SAML response with its certificates (SAML Bindings §3.5). */
const FORM_BYTES = 512 * 1024;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Longest body of a directory, in bytes: a group with some thousands of people. */
const SCIM_BYTES = 1024 * 1024;

/** Bodies that are understood where an endpoint asks for one, and nowhere else: any page can post a form to us. */
const TEXT_TYPES: Partial<Record<ForwardedRoute['body'], readonly string[]>> = {
  form: [FORM_TYPE],
  scim: ['application/scim+json', 'application/json'],
};
const LIMITS: Partial<Record<ForwardedRoute['body'], number>> = {
  json: JSON_BYTES,
  form: FORM_BYTES,
  scim: SCIM_BYTES,
};

/** However long a download takes, it ends. */
const LONGEST_MS = 60 * 60_000;

/** What tus sends (https://tus.io/protocols/resumable-upload, PATCH); handed on as it comes. */
const STREAMED_TYPE = 'application/offset+octet-stream';

/** Registers every approved endpoint that a subgraph answers; the list is all there is to say about each. */
export function registerForwarded(app: FastifyInstance, parts: GatewayParts): void {
  app.addContentTypeParser(STREAMED_TYPE, (_request, payload, done) => done(null, payload));
  for (const endpoint of ENDPOINTS) {
    const { method, path, route } = endpoint;
    if (!route) continue;
    const limit = LIMITS[route.body];
    const types = TEXT_TYPES[route.body];
    const options = {
      method,
      url: path,
      ...(limit === undefined ? {} : { bodyLimit: limit }),
      handler: (request: FastifyRequest, reply: FastifyReply) =>
        forward(endpoint, route, request, reply, parts),
    };
    if (types) registerText(app, types, options);
    else app.route(options);
  }
}

function registerText(
  app: FastifyInstance,
  types: readonly string[],
  options: Parameters<FastifyInstance['route']>[0],
): void {
  void app.register((scope, _options, done) => {
    // Not even JSON, which is understood everywhere else: a JSON text would pass for a form.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...types], { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.route(options);
    done();
  });
}

async function forward(
  endpoint: Endpoint,
  route: ForwardedRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: GatewayParts,
): Promise<FastifyReply> {
  const params = request.params as Record<string, string>;
  const slug = organizationSlug(params['slug']);
  const info = requestInfo(request, route.operation);
  const actor = await whoCalls(endpoint, request, slug, info, parts);
  // What we refuse must not differ from what a subgraph refuses: both speak the reader's own language.
  request.edge.locale = actor.locale;
  refuseBarred(actor);
  assertEntered(endpoint, actor, params);
  const aborted = new AbortController();
  // What a token asks for is answered at once; only people are told something for minutes.
  const stopWatching =
    actor.kind === 'service'
      ? () => undefined
      : watchRights({ request, slug, info, actor, parts, lost: () => aborted.abort() });
  reply.raw.once('close', () => {
    stopWatching();
    aborted.abort();
  });
  const body = streamedBody(route, request);
  const answer = await call(
    route,
    request,
    { actor, info, params, body: body?.stream ?? null },
    aborted.signal,
    parts,
  ).finally(() => body?.release());
  return send(reply, answer, route, aborted.signal);
}

/**
 * A streamed body on its way to the subgraph. `release` reads out what nobody wants any longer: a refusal comes before
 * the whole body does, and a browser hears it only once it has sent everything (RFC 9112 §9.5).
 */
function streamedBody(
  { body }: ForwardedRoute,
  request: FastifyRequest,
): { readonly stream: ReadableStream<Uint8Array>; release(): void } | null {
  const incoming = request.body;
  if (TEXT_TYPES[body] && typeof incoming === 'string')
    return { stream: new Blob([incoming]).stream(), release: () => undefined };
  if (body !== 'stream' || !(incoming instanceof Readable)) return null;
  // Not the request's own stream: handing that on would tie the connection to whoever reads it.
  const handed = incoming.pipe(new PassThrough());
  incoming.once('error', (error) => handed.destroy(error));
  incoming.once('close', () => {
    if (!incoming.readableEnded) handed.destroy(new Error('The client went before its body had come.'));
  });
  return {
    stream: Readable.toWeb(handed) as ReadableStream<Uint8Array>,
    release: () => {
      incoming.unpipe(handed);
      incoming.resume();
    },
  };
}

/** A second factor, and where the path names an Organization a place in it; what is no id is a missing one. */
function assertEntered({ authentication }: Endpoint, actor: Actor, params: Record<string, string>): void {
  const ids = Object.entries(params).filter(([name]) => /(^id|Id)$/.test(name));
  if (authentication === 'session' || authentication === 'account') {
    if (actor.assurance === 0) throw new Refusal(401, 'UNAUTHENTICATED');
    if (actor.assurance === 1) throw new Refusal(403, 'SECOND_FACTOR_REQUIRED');
    if (authentication === 'session' && !actor.org) throw new Refusal(404, 'NOT_FOUND');
  }
  if (ids.some(([, value]) => !isId(value))) throw new Refusal(404, 'NOT_FOUND');
}

async function call(
  route: ForwardedRoute,
  request: FastifyRequest,
  who: {
    actor: Actor;
    info: RequestInfo;
    params: Record<string, string>;
    body: ReadableStream<Uint8Array> | null;
  },
  gone: AbortSignal,
  { secrets, transport, logger }: GatewayParts,
): Promise<Response> {
  const secret = secrets[route.subgraph];
  if (!secret) throw new Refusal(503, 'UNAVAILABLE');
  const head = JSON.stringify(headOf(route, request, who.params));
  const passport = signPassport({ actor: who.actor, request: who.info }, route.subgraph, secret, head);
  const signal = AbortSignal.any([gone, AbortSignal.timeout(LONGEST_MS)]);
  try {
    return await transport.route(route.subgraph, route.name, { passport, head, body: who.body, signal });
  } catch (error) {
    logger.error({ subgraph: route.subgraph, requestId: who.info.requestId, err: error }, 'A route failed.');
    throw new Refusal(503, 'UNAVAILABLE', { message: missingService(route.subgraph) });
  }
}

function headOf(
  { requestHeaders = [], body }: ForwardedRoute,
  request: FastifyRequest,
  params: Record<string, string>,
): RouteHead {
  const headers = requestHeaders.flatMap((name) => {
    const value = header(request, name);
    return value === undefined ? [] : [[name, value]];
  });
  const query = Object.entries(request.query as Record<string, unknown>).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    method: request.method,
    params,
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    json: body === 'json' ? JSON.stringify(request.body ?? null) : null,
  };
}

function send(
  reply: FastifyReply,
  answer: Response,
  { answerHeaders = [] }: ForwardedRoute,
  gone: AbortSignal,
): FastifyReply {
  reply.code(answer.status);
  for (const name of ['content-type', ...answerHeaders]) {
    const value = answer.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  if (!answer.body) return reply.send();
  const stream = Readable.fromWeb(answer.body);
  // Rights that were lost end the download where it stands; the connection tells that it is not whole.
  gone.addEventListener('abort', () => stream.destroy(new Error('The stream was ended.')), { once: true });
  return reply.send(stream);
}
