import { createServer, type Server } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { issueCertificate, makeAuthority, type KeyPair } from '../tls/certificates.js';

const HOUR_MS = 3_600_000;

/** An https server on this machine, as an Organization's identity provider in the operator's own network. */
export interface LocalPeer {
  /** For example `https://localhost:41234`. */
  readonly origin: string;
  /** As the operator would list it. */
  readonly host: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** An authority of a test run: its certificates are believed by whoever is given {@link TestAuthority.ca}. */
export interface TestAuthority {
  readonly ca: string;
  /** Starts an https server with a certificate for `localhost` (or the given names). */
  serve(listener: RequestListener, names?: readonly string[]): Promise<LocalPeer>;
}

/** Makes an authority for a test run. */
export async function makeTestAuthority(): Promise<TestAuthority> {
  const validity = { from: new Date(), until: new Date(Date.now() + 24 * HOUR_MS) };
  const authority: KeyPair = await makeAuthority('Identity providers of tests', validity);
  return {
    ca: authority.certificate,
    serve: async (listener, names = ['localhost']) => {
      const { certificate, key } = await issueCertificate(authority, { names }, validity);
      const server = createServer({ cert: certificate, key }, listener);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      return {
        origin: `https://localhost:${port}`,
        host: `localhost:${port}`,
        server,
        close: () => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(() => resolve()));
        },
      };
    },
  };
}
