import { createServer, type Server } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCustomerFetch } from '#runtime/egress/customer-fetch.js';
import type { EgressRecord } from '#runtime/egress/egress.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { NOTHING_OUTSIDE, type Outside } from '#runtime/egress/outside.js';
import { issueCertificate, makeAuthority, type KeyPair } from '#runtime/tls/certificates.js';

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

/** The product's way to these peers and to nothing else on this machine. */
export function fetchTo(
  authority: TestAuthority,
  peers: readonly Pick<LocalPeer, 'host'>[],
  records: EgressRecord[] = [],
): OutgoingFetch {
  return createCustomerFetch({
    ca: authority.ca,
    privateHosts: peers.map(({ host }) => host),
    record: (each) => records.push(each),
  });
}

/** What a subgraph is given to reach these peers; the rest of the outside is `base`. */
export function outsideWith(fetch: OutgoingFetch, base: Outside = NOTHING_OUTSIDE): Outside {
  return { ...base, sso: { fetch } };
}
