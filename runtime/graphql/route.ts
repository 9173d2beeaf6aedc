import { z } from 'zod';
import { verifyPassport, type Passport } from '../actor/passport.js';
import { audited, type EnvelopeTools } from '../audit/envelope.js';
import { KopexaError, type ErrorCode } from '../errors/catalogue.js';
import { publicError } from '../errors/format.js';
import type { Context, RequestContext } from './context.js';
import type { RouteCall, RouteHead } from './route-call.js';

/**
 * Answers an approved HTTP endpoint. What it throws becomes a refusal as long as it has not returned; a stream
 * that fails later is cut off.
 */
export type RouteHandler<Services> = {
  answer(request: RouteRequest<Services>): Promise<Response>;
}['answer'];

/** What a route handler gets. */
export interface RouteRequest<Services> {
  readonly ctx: Context<Services>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Method, the listed headers, the body (a stream or JSON) and the signal, as the web has them. */
  readonly http: Request;
  /** Runs a sensitive read or a change of this route inside the audit envelope. May be called several times. */
  readonly audited: <T>(
    action: string,
    subject: string,
    work: () => Promise<T>,
    options?: { readonly alone?: boolean },
  ) => Promise<T>;
  /** Tells the log what people must not see, when an answer has begun and can no longer be refused. */
  readonly report: (error: unknown) => void;
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  SECOND_FACTOR_REQUIRED: 403,
  FORBIDDEN: 403,
  ENTRY_REFUSED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LINK_EXPIRED: 410,
  TOO_LARGE: 413,
  TOO_MANY_ATTEMPTS: 429,
  RATE_LIMITED: 429,
  AI_OFF: 403,
  AI_BUDGET: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

const headShape = z.object({
  method: z.string(),
  params: z.record(z.string(), z.string()),
  query: z.record(z.string(), z.string()),
  headers: z.record(z.string(), z.string()),
  json: z.string().nullable(),
});

/** What a subgraph answers its routes with. */
export interface RouteTools<Services> {
  readonly name: string;
  readonly secret: Buffer;
  readonly handlers: Readonly<Record<string, RouteHandler<Services>>>;
  readonly envelope: EnvelopeTools;
  readonly contextOf: (passport: Passport) => RequestContext<Services>;
  readonly report: (error: unknown, requestId: string) => void;
}

/** Runs an internal route. `null` when there is none of this name or the passport is not valid for this head. */
export async function answerRoute<Services>(
  tools: RouteTools<Services>,
  name: string,
  call: RouteCall,
): Promise<Response | null> {
  const handler = Object.hasOwn(tools.handlers, name) ? tools.handlers[name] : undefined;
  const passport = verifyPassport(call.passport, tools.name, tools.secret, call.head);
  if (!handler || !passport) return null;
  const ctx = tools.contextOf(passport);
  const head = headShape.parse(JSON.parse(call.head));
  try {
    return await handler({
      ctx,
      params: head.params,
      query: head.query,
      http: requestOf(head, call),
      audited: (action, subject, work, { alone = false } = {}) =>
        audited(tools.envelope, ctx, { action, subject, alone }, {}, () => undefined, work),
      report: (error) => tools.report(error, ctx.request.requestId),
    });
  } catch (error) {
    return refusal(error, ctx, tools);
  }
}

function requestOf(head: RouteHead, call: RouteCall): Request {
  return new Request('http://subgraph.internal/', {
    method: head.method,
    headers: { ...head.headers },
    signal: call.signal,
    ...(call.body ? { body: call.body, duplex: 'half' } : head.json === null ? {} : { body: head.json }),
  });
}

function refusal<Services>(
  error: unknown,
  ctx: RequestContext<Services>,
  tools: RouteTools<Services>,
): Response {
  const { requestId } = ctx.request;
  const code = error instanceof KopexaError ? error.code : 'INTERNAL';
  const known = publicError(error, undefined, {
    locale: ctx.actor.locale,
    requestId,
    report: (unexpected) => tools.report(unexpected, requestId),
  });
  return Response.json({ errors: [known] }, { status: STATUS[code] ?? 400 });
}

/** A body of lines that come one after the other, for `new Response(…)`. */
export function textStream(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  return ReadableStream.from(lines).pipeThrough(new TextEncoderStream());
}
