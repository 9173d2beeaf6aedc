import { notFound } from '#runtime/errors/catalogue.js';
import type { RouteHandler, RouteRequest } from '#runtime/graphql/route.js';
import { isId } from '#runtime/graphql/ids.js';
import type { IdentityServices } from '../../services.js';
import { hashToken } from '../../session/session-token.js';
import type { ConnectionOf } from '../connection.js';
import { flowRepository } from '../flow/flow.repository.js';
import { openConnection } from '../flow/open-connection.js';
import { formFields } from '../flow/routes.js';
import { judgeLogout } from './judge-logout.js';

type Request = RouteRequest<IdentityServices>;

/**
 * Where a provider tells that somebody signed out over there (OpenID Connect Back-Channel Logout 1.0 §2.5): the sessions
 * that came by it end at once. One same refusal whatever failed; which check it was stands in the Organization's trail.
 */
export const oidcLogout: RouteHandler<IdentityServices> = async (request) => {
  const { ctx, http } = request;
  const connection = await findConnection(request);
  const token = formFields(await http.text())['logout_token'];
  if (!token) return answer(400);
  const { nowMs, customerFetch, ssoBeside } = ctx.services;
  const { checks, logout } = await judgeLogout(connection, token, {
    nowMs: nowMs(),
    fetch: customerFetch,
    takeOnce: (id, until) => ssoBeside.takeMessage(connection.id, hashToken(id), until),
  });
  if (!logout) {
    await ssoBeside.refuse(connection.id, checks.at(-1)?.name ?? 'logout.token', ctx.request);
    return answer(400);
  }
  await ssoBeside.endSessions({ connectionId: connection.id, ...logout }, ctx.request);
  return answer(200);
};

/** Of any state: sessions that came by a connection end by it even after it was switched off. */
async function findConnection({ ctx, params }: Request): Promise<ConnectionOf<'oidc'>> {
  const id = params['id'] ?? '';
  if (!isId(id)) throw notFound('Connection', id);
  const row = await flowRepository((sql, values) => ctx.query(sql, values)).open(id);
  const connection = row ? openConnection(ctx.services.keyring, row) : null;
  if (connection?.kind !== 'oidc') throw notFound('Connection', id);
  return connection;
}

function answer(status: 200 | 400): Response {
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json' };
  return new Response(status === 200 ? null : '{"error":"invalid_request"}', { status, headers });
}
