import { holds } from '#runtime/actor/actor.js';
import type { RouteHandler, RouteRequest } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../services.js';
import { scimError, scimErrorResponse } from './scim-error.js';

/**
 * A route for directories: its refusals are SCIM's (RFC 7644 §3.12). Only a service account of this Organization that
 * was given it comes here, whoever else holds the permission; each function of the database asks again.
 */
export function scimRoute(
  answer: (call: RouteRequest<IdentityServices>) => Promise<Response>,
): RouteHandler<IdentityServices> {
  return async (call) => {
    try {
      const { actor } = call.ctx;
      if (actor.kind !== 'service' || !holds(actor, 'directory.provision'))
        throw scimError(403, 'This token may not provision a directory.');
      return await answer(call);
    } catch (error) {
      const known = scimErrorResponse(error);
      if (known) return known;
      throw error;
    }
  };
}
