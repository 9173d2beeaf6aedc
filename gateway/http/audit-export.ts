import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { signPassport } from '#runtime/actor/passport.js';
import { ERRORS, type ErrorCode } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { organizationSlug } from '../edge/organization.js';
import { Refusal } from '../edge/refusal.js';
import { RouteRefused } from '../federation/transport.js';
import type { GatewayParts } from './gateway-parts.js';
import { requestInfo, whoAsks } from './who-asks.js';

const SUBGRAPH = 'compliance';
const ROUTE = 'audit-export';
const STATUS: Partial<Record<ErrorCode, number>> = { NOT_FOUND: 404, FORBIDDEN: 403, LINK_EXPIRED: 410 };

/** `GET /o/:slug/audit-exports/:id` streams an export as JSON lines from the subgraph that owns it. */
export function registerAuditExport(app: FastifyInstance, parts: GatewayParts): void {
  app.get<{ Params: { slug: string; id: string } }>('/o/:slug/audit-exports/:id', async (request, reply) => {
    const { id } = request.params;
    const slug = organizationSlug(request.params.slug);
    const info = requestInfo(request, 'DownloadAuditExport');
    const actor = await whoAsks(request, slug, info, parts);
    if (actor.assurance === 0) throw new Refusal(401, 'UNAUTHENTICATED');
    if (actor.assurance === 1) throw new Refusal(403, 'SECOND_FACTOR_REQUIRED');
    if (!actor.org || !isId(id)) throw new Refusal(404, 'NOT_FOUND');
    const body = JSON.stringify({ id });
    const secret = parts.secrets[SUBGRAPH];
    if (!secret) throw new Refusal(503, 'UNAVAILABLE');
    const passport = signPassport({ actor, request: info }, SUBGRAPH, secret, body);
    const lines = await firstChunk(() =>
      parts.transport.route(SUBGRAPH, ROUTE, { passport, body }, AbortSignal.timeout(10 * 60_000)),
    );
    reply.type('application/x-ndjson; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="audit-${slug}-${id}.jsonl"`);
    return reply.send(Readable.from(lines));
  });
}

/** Waits for the first chunk, so that a refusal is still a status and not a broken download. */
async function firstChunk(open: () => AsyncIterable<string>): Promise<AsyncIterable<string>> {
  try {
    const iterator = open()[Symbol.asyncIterator]();
    const first = await iterator.next();
    return (async function* () {
      if (!first.done) yield first.value;
      while (true) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    })();
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof RouteRefused)
    return new Refusal(error.status === 404 ? 404 : 503, error.status === 404 ? 'NOT_FOUND' : 'UNAVAILABLE');
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || !Object.hasOwn(ERRORS, code)) return error;
  const known = code as ErrorCode;
  return new Refusal(STATUS[known] ?? 400, known);
}
