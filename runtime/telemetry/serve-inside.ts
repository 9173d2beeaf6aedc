import { constants } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Registry } from 'prom-client';
import { INSIDE_TLS, isPeer, type Renewable, type TlsMaterial } from '../tls/identity.js';

/** Name in the certificate of whoever collects figures. */
const COLLECTOR = 'metrics';

/** What a process shows to other processes of its installation. */
export interface InsideOptions {
  readonly identity: Renewable<TlsMaterial>;
  readonly host: string;
  readonly port: number;
  readonly isWell: () => boolean;
  readonly registry: Registry;
}

/**
 * Serves `GET /health` to every process of the installation and `GET /metrics` to the collector of figures, over
 * mutual TLS; all else is 404. For processes that answer no questions inside: the gateway and the worker.
 */
export async function serveInside(options: InsideOptions): Promise<{ close(): Promise<void> }> {
  const { identity, host, port } = options;
  const tls = { ...INSIDE_TLS, secureOptions: constants.SSL_OP_NO_TICKET };
  const mutual = { ...tls, requestCert: true, rejectUnauthorized: true };
  const server = createServer({ ...mutual, ...identity.current() }, (request, response) =>
    answer(options, request, response),
  );
  const forget = identity.onRenewal((material) => server.setSecureContext({ ...tls, ...material }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        forget();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(options: InsideOptions, request: IncomingMessage, response: ServerResponse): void {
  const { isWell, registry } = options;
  const what = request.method === 'GET' ? request.url : '';
  if (what === '/health') {
    response.writeHead(isWell() ? 200 : 503).end();
    return;
  }
  if (what !== '/metrics' || !isPeer(request.socket as TLSSocket, COLLECTOR)) {
    response.writeHead(404).end();
    return;
  }
  registry.metrics().then(
    (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
    () => response.writeHead(500).end(),
  );
}
