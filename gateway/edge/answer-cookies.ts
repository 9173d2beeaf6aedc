import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionEffect } from '../federation/request-context.js';
import { browserCookie } from './browser-cookie.js';
import type { EdgeSettings } from './edge-step.js';
import { sessionCookie } from './session-cookie.js';

/** The session's cookie as the subgraph asked; with a new session the browser's too, where it has none. */
export function setCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  effect: SessionEffect | null,
  { cookieName, settings }: { cookieName: () => string; settings: Pick<EdgeSettings, 'tls' | 'site'> },
): void {
  if (!effect) return;
  if (effect.kind !== 'browser') reply.header('set-cookie', sessionCookie(effect, cookieName(), settings));
  const { browser } = request.edge;
  if (effect.kind === 'clear' || !browser?.isNew) return;
  const where = { tls: settings.tls, port: settings.site().port };
  reply.header('set-cookie', browserCookie(browser.token, where));
}
