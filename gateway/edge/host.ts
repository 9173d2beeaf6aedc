import type { EdgeStep } from './edge-step.js';
import { Refusal } from './refusal.js';

const PROBES = new Set(['/health', '/ready']);

/**
 * Answers only under the gateway's own name: a foreign name that resolves to us (DNS rebinding) would make a
 * foreign page same-origin. On loopback, 127.0.0.1 and [::1] are sent to localhost, which the session cookie and
 * WebAuthn belong to.
 */
export const checkHost: EdgeStep = (request, reply, { site, tls }) => {
  const path = request.url.split('?')[0] ?? '/';
  if (PROBES.has(path)) return;
  const own = site();
  const host = request.headers.host?.toLowerCase();
  if (host === own.host) return;
  if (!tls && (host === `127.0.0.1:${own.port}` || host === `[::1]:${own.port}`))
    throw new Redirection(`${own.origin}${request.url}`);
  throw new Refusal(421, 'NOT_FOUND', {
    message: {
      de: `Diese Adresse gehört nicht zu diesem Server. Öffnen Sie ${own.origin}.`,
      en: `This address does not belong to this server. Open ${own.origin}.`,
    },
  });
};

/** The client is sent to another address of ours, method and body kept (RFC 9110 §15.4.9). */
export class Redirection extends Error {
  override readonly name = 'Redirection';

  constructor(readonly location: string) {
    super(`Go to ${location}`);
  }
}
