import type { FastifyRequest } from 'fastify';
import type { Actor, RequestInfo } from '#runtime/actor/actor.js';
import { sessionTokenHash } from '../edge/session-cookie.js';
import type { GatewayParts } from './gateway-parts.js';

/** How long a right that was taken may still serve a stream that runs. */
const EVERY_MS = 5_000;

/**
 * Asks every five seconds, while an answer streams, who its session is now. Calls `lost` once the session, the
 * membership, or any right that it began with is gone (THREATS 6, 22); when the database does not answer, too.
 *
 * @returns ends the watch
 */
export function watchRights(watched: {
  readonly request: FastifyRequest;
  readonly slug: string | null;
  readonly info: RequestInfo;
  readonly actor: Actor;
  readonly parts: Pick<GatewayParts, 'cookieName' | 'resolveSession' | 'rightsEveryMs'>;
  readonly lost: () => void;
}): () => void {
  const { request, slug, info, actor, parts, lost } = watched;
  const tokenHash = sessionTokenHash(request.headers.cookie, parts.cookieName());
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const now = await parts.resolveSession(tokenHash, slug, request.edge.locale, info).catch(() => null);
    asking = false;
    if (now && stillHolds(now, actor)) return;
    clearInterval(timer);
    lost();
  };
  const timer = setInterval(() => void ask(), parts.rightsEveryMs ?? EVERY_MS);
  return () => clearInterval(timer);
}

/** Whether somebody still holds all that they held before; more is no loss. */
export function stillHolds(now: Actor, before: Actor): boolean {
  if (now.sessionId !== before.sessionId || now.assurance < before.assurance) return false;
  if (!before.org) return true;
  if (now.org?.id !== before.org.id) return false;
  const held = new Set(rightsOf(now.org));
  return rightsOf(before.org).every((right) => held.has(right));
}

function rightsOf({ permissions, spaces }: NonNullable<Actor['org']>): string[] {
  const inSpaces = spaces.flatMap(([names, ids]) =>
    ids.flatMap((id) => names.map((name) => `${id} ${name}`)),
  );
  return [...permissions, ...inSpaces];
}
