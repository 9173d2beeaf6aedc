import type { FastifyRequest } from 'fastify';
import type { Actor, RequestInfo } from '#runtime/actor/actor.js';
import { browserHash } from '../edge/browser-cookie.js';
import { timeZoneOf } from '../edge/locale.js';
import { callerOf, takeToken } from '../edge/rate-limit.js';
import { Refusal } from '../edge/refusal.js';
import { sessionTokenHash } from '../edge/session-cookie.js';
import type { GatewayParts } from './gateway-parts.js';

/**
 * Resolves who asks, in one round trip to the database, and takes a token of their rate limit.
 *
 * @throws Refusal RATE_LIMITED; UNAVAILABLE when the database does not answer
 */
export async function whoAsks(
  request: FastifyRequest,
  orgSlug: string | null,
  info: RequestInfo,
  parts: Pick<GatewayParts, 'cookieName' | 'resolveSession' | 'settings' | 'logger'>,
): Promise<Actor> {
  const tokenHash = sessionTokenHash(request.headers.cookie, parts.cookieName());
  const { bySession } = parts.settings.buckets;
  // Without a session the address counts, with a limit of its own: nobody gains by leaving the cookie out, or by
  // making tokens up.
  const nobody = `anonymous ${callerOf(request.edge.ip)}`;
  takeToken(bySession, tokenHash ? tokenHash.toString('base64url') : nobody);
  const actor = await resolve(request, tokenHash, orgSlug, info, parts);
  if (tokenHash && actor.kind === 'anonymous') takeToken(bySession, nobody);
  return actor;
}

async function resolve(
  request: FastifyRequest,
  tokenHash: Buffer | null,
  orgSlug: string | null,
  info: RequestInfo,
  parts: Pick<GatewayParts, 'resolveSession' | 'logger'>,
): Promise<Actor> {
  try {
    return await parts.resolveSession(tokenHash, orgSlug, request.edge.locale, info);
  } catch (error) {
    parts.logger.error(
      { requestId: request.edge.requestId, err: error },
      'The session could not be resolved.',
    );
    throw new Refusal(503, 'UNAVAILABLE');
  }
}

/** The request as subgraphs and the audit trail know it. */
export function requestInfo(request: FastifyRequest, operation: string): RequestInfo {
  return {
    requestId: request.edge.requestId,
    operation,
    ip: request.edge.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    timeZone: timeZoneOf(header(request, 'x-kopexa-time-zone')),
    origin: request.edge.origin,
    browser: request.edge.browser ? browserHash(request.edge.browser) : '',
  };
}

/** A header that may be given once. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
