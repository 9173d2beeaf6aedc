import { isIP } from 'node:net';

/** Where a gateway listens. */
export interface Listener {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** PEM; TLS 1.2 or newer. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Whether only this machine can reach a host name or address. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/**
 * Refuses listeners that would show a session to the network.
 *
 * @throws Error with what to do
 */
export function assertListener(
  { host, tls }: Listener,
  { demo, adHoc }: { demo: boolean; adHoc: boolean },
): void {
  if (isLoopback(host)) return;
  if (!tls)
    throw new Error(`Listening on ${host} needs TLS: give a certificate and a key, or listen on localhost.`);
  if (demo)
    throw new Error(
      `Demo data is served on localhost only, not on ${host}: start with an empty installation.`,
    );
  if (adHoc)
    throw new Error(`GraphQL text is accepted on localhost only, not on ${host}: remove KOPEXA_ADHOC.`);
}
