import type { FastifyRequest } from 'fastify';
import { holds, type Actor, type RequestInfo } from '#runtime/actor/actor.js';
import { Refusal } from '../edge/refusal.js';
import { sentToken } from '../edge/service-token.js';
import type { Endpoint } from './endpoint.js';
import type { GatewayParts } from './gateway-parts.js';
import { whichService } from './which-service.js';
import { whoAsks } from './who-asks.js';

/**
 * Who calls an approved endpoint: people by their session, directories by the token of a service account of this very
 * Organization that may provision it. A session counts for nothing where directories call.
 *
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND (another Organization), RATE_LIMITED, UNAVAILABLE
 */
export async function whoCalls(
  { authentication }: Endpoint,
  request: FastifyRequest,
  slug: string | null,
  info: RequestInfo,
  parts: GatewayParts,
): Promise<Actor> {
  if (authentication !== 'directory') return whoAsks(request, slug, info, parts);
  const token = sentToken(request) ?? { hash: null };
  const actor = await whichService(request, token, slug, info, parts);
  if (!actor.org) throw new Refusal(404, 'NOT_FOUND');
  if (!holds(actor, 'directory.provision')) throw new Refusal(403, 'FORBIDDEN');
  return actor;
}
