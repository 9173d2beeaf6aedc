import { NOTICE_TOPIC } from '../account/account-notice.js';
import type { IdentityContext } from '../dependencies.js';
import type { StartedSession } from '../sign-in/sign-in.js';
import { noteSession } from './note-session.js';

/**
 * Goes on in a session that just began, whichever way: it is noted, the cookie is set, and its person is told by mail
 * when it is whole and comes from a browser from which the account has not signed in for 180 days.
 */
export async function goOn(
  ctx: IdentityContext,
  session: Pick<StartedSession, 'sessionId' | 'token' | 'expiresAt'>,
  ended: readonly (string | null)[],
): Promise<void> {
  noteSession(ctx, { ended, begun: session.sessionId });
  await tellOfDevice(ctx, session.sessionId);
  ctx.effects.setSession(session.token, session.expiresAt);
}

async function tellOfDevice(ctx: IdentityContext, sessionId: string): Promise<void> {
  const [place] = await ctx.query<{ account_id: string; user_agent: string; network: string }>(
    'SELECT account_id, user_agent, network FROM identity.new_device($1)',
    [sessionId],
  );
  if (!place) return;
  const { account_id: accountId, user_agent: userAgent, network } = place;
  await ctx.change.emit(NOTICE_TOPIC, { kind: 'new_device', accountId, userAgent, network });
}
