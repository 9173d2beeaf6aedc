import type { RouteHandler, RouteRequest } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import { hashToken } from '../../session/session-token.js';
import type { ConnectionOf } from '../connection.js';
import { formFields } from '../flow/routes.js';
import { newMessageId, samlClient } from './client.js';
import { findSamlConnection } from './saml-connection.repository.js';
import { judgeSamlLogout, type SamlLogout } from './judge-logout.js';

type Request = RouteRequest<IdentityServices>;

/**
 * Single logout (SAML Profiles §4.4). A request of the identity provider, signed, ends the sessions that came by it at
 * once and is answered; the answer to a request of ours changes nothing, for our sessions ended before we asked. What
 * fails a check changes nothing either: the browser goes home, and the reason stands in the Organization's trail.
 */
export const samlLogout: RouteHandler<IdentityServices> = async (request) => {
  const { ctx, http } = request;
  const isForm = http.method === 'POST';
  const fields = isForm ? formFields(await http.text()) : request.query;
  if (fields['SAMLRequest'] === undefined) return redirect('/sign-in');
  // Of any state: sessions that came by a connection end by it even after it was switched off.
  const connection = await findSamlConnection(request);
  if (!connection) return redirect('/sign-in');
  const { nowMs, ssoBeside } = ctx.services;
  if (!(await ssoBeside.mayJudge(ctx.request.ip))) {
    await ssoBeside.refuse(connection.id, 'flow.many', ctx.request);
    return redirect('/sign-in');
  }
  const { checks, logout } = await judgeSamlLogout(connection, {
    ...{ origin: ctx.request.origin, nowMs: nowMs(), fields, binding: isForm ? 'post' : 'redirect' },
    takeOnce: (id, until) => ssoBeside.takeMessage(connection.id, hashToken(id), until),
  });
  if (!logout) {
    await ssoBeside.refuse(connection.id, checks.at(-1)?.name ?? 'saml.message', ctx.request);
    return redirect('/sign-in');
  }
  await ssoBeside.judgedWell(ctx.request.ip);
  await endSessions(request, connection, logout);
  return redirect(await answerUrl(connection, ctx.request.origin, logout, fields['RelayState']));
};

async function endSessions(
  { ctx }: Request,
  { id: connectionId }: ConnectionOf<'saml'>,
  { subject, peerSessions }: SamlLogout,
): Promise<void> {
  const named = peerSessions.length === 0 ? [null] : peerSessions;
  for (const peerSession of named) {
    await ctx.services.ssoBeside.endSessions({ connectionId, subject, peerSession }, ctx.request);
  }
}

/** Back to the identity provider with our signed answer; home when it named no address for that. */
async function answerUrl(
  connection: ConnectionOf<'saml'>,
  origin: string,
  { id, subject }: SamlLogout,
  relayState: string | undefined,
): Promise<string> {
  if (connection.config.sloUrl === null) return '/sign-in';
  const client = samlClient(connection, { origin, requestId: newMessageId() });
  const profile = { ID: id, issuer: connection.config.idpEntityId, nameID: subject, nameIDFormat: '' };
  return client.getLogoutResponseUrlAsync(profile, relayState ?? '', {}, true);
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
