import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRUST_FILE } from '../tls/authority.js';

/** Where the certificate of the server of a data directory lies, when it has one. */
export function tlsFolderOf(directory: string): string {
  return `${directory}.tls`;
}

/**
 * The connection string of a login, as the server that runs on a data directory wants it: over TLS with the server's
 * name verified, or plain on loopback.
 */
export function urlOf(
  server: { readonly directory: string; readonly port: number },
  login: { readonly name: string; readonly password: string },
  database: string,
): string {
  const url = new URL(`postgres://127.0.0.1:${server.port}/${database}`);
  url.username = login.name;
  url.password = encodeURIComponent(login.password);
  if (!wantsTls(server.directory)) return url.href;
  url.hostname = 'localhost';
  url.searchParams.set('sslmode', 'verify-full');
  url.searchParams.set('sslrootcert', join(tlsFolderOf(server.directory), TRUST_FILE));
  return url.href;
}

/** The server itself records what it was started with. */
function wantsTls(directory: string): boolean {
  try {
    return readFileSync(join(directory, 'postmaster.opts'), 'utf8').includes('"ssl=on"');
  } catch {
    return false;
  }
}
