import type { Socket } from 'node:net';
import { connect as startTls, type TLSSocket } from 'node:tls';

/**
 * TLS of at least 1.2 over an open socket, with the certificate verified for `servername`, by the given authorities
 * (PEM) or the system's. Rejects when the handshake fails or does not finish in time.
 */
export function secureSocket(
  socket: Socket,
  servername: string,
  timeoutMs: number,
  ca?: readonly string[],
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const tls = startTls({
      socket,
      servername,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      ...(ca ? { ca: [...ca] } : {}),
    });
    const fail = (error: Error): void => {
      tls.destroy();
      reject(error);
    };
    const timer = setTimeout(
      () => fail(new Error(`${servername} did not finish its TLS handshake.`)),
      timeoutMs,
    );
    tls.once('error', fail);
    tls.once('secureConnect', () => {
      clearTimeout(timer);
      tls.removeListener('error', fail);
      resolve(tls);
    });
    tls.once('close', () => clearTimeout(timer));
  });
}
