import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Agent, fetch as undiciFetch, type buildConnector } from 'undici';
import { EgressRefused, type Egress } from './egress.js';
import { secureSocket } from './secure-socket.js';

/** The `fetch` of the web, as far as clients of services need it. */
export type OutgoingFetch = typeof globalThis.fetch;

const CONNECT_MS = 5_000;

/**
 * A `fetch` that leads to one listed destination and nowhere else (THREATS 34).
 *
 * Connections are opened by the way out at the very address that was checked; another host or port is refused, and
 * plain HTTP to anything that the operator did not mark as private. Redirects are errors: what a service answers never decides where we go.
 */
export function createOutgoingFetch(
  egress: Egress,
  name: string,
  { connectMs = CONNECT_MS }: { connectMs?: number } = {},
): OutgoingFetch {
  const agent = new Agent({
    connect: (to, callback) => {
      open(egress, name, to, connectMs).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
    pipelining: 1,
  });
  // The same undici for both: a dispatcher of one copy does not fit the fetch of another.
  const send = undiciFetch as unknown as (url: unknown, init: object) => Promise<Response>;
  return (url, init) => send(url, { ...init, redirect: 'error', dispatcher: agent });
}

async function open(
  egress: Egress,
  name: string,
  to: buildConnector.Options,
  connectMs: number,
): Promise<Socket | TLSSocket> {
  const { host, port, allowPrivate } = egress.destination(name);
  const isTls = to.protocol === 'https:';
  const asked = to.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (asked !== host.toLowerCase() || Number(to.port || (isTls ? 443 : 80)) !== port)
    throw new EgressRefused(`${to.hostname}:${to.port} is not ${name}.`);
  if (!isTls && !allowPrivate) throw new EgressRefused(`${name} is reached by https only.`);
  const socket = await egress.connect(name, { timeoutMs: connectMs });
  return isTls ? secureSocket(socket, host, connectMs) : socket;
}
