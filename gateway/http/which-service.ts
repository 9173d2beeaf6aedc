import type { FastifyRequest } from 'fastify';
import type { Actor, RequestInfo } from '#runtime/actor/actor.js';
import { callerOf, takeToken } from '../edge/rate-limit.js';
import { Refusal } from '../edge/refusal.js';
import { OPERATION_REFUSED, TOKEN_REFUSED, type SentToken } from '../edge/service-token.js';
import type { GatewayParts } from './gateway-parts.js';

/**
 * Resolves the service account behind a token, in one round trip to the database, and takes a token of its rate
 * limit, which all its secrets share. Wrong tokens are counted by address.
 *
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN (an operation that was not chosen for it), RATE_LIMITED, UNAVAILABLE
 */
export async function whichService(
  request: FastifyRequest,
  { hash }: SentToken,
  orgSlug: string | null,
  info: RequestInfo,
  { resolveService, settings, logger }: Pick<GatewayParts, 'resolveService' | 'settings' | 'logger'>,
): Promise<Actor> {
  const { byAccount, byWrongToken } = settings.buckets;
  const wrong = (): Refusal => {
    takeToken(byWrongToken, callerOf(request.edge.ip));
    return new Refusal(401, 'UNAUTHENTICATED', {
      message: TOKEN_REFUSED,
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  };
  if (!hash) throw wrong();
  const resolved = await resolveService(hash, orgSlug, request.edge.locale, info).catch((error: unknown) => {
    logger.error({ requestId: request.edge.requestId, err: error }, 'The token could not be resolved.');
    throw new Refusal(503, 'UNAVAILABLE');
  });
  if (resolved.refused === 'operation') throw new Refusal(403, 'FORBIDDEN', { message: OPERATION_REFUSED });
  if (!resolved.actor) throw wrong();
  takeToken(byAccount, resolved.actor.userId ?? '');
  return resolved.actor;
}
