import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { connect, type SecureVersion } from 'node:tls';

/** An answer of the product to itself. */
export interface OwnAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** At most the first 2 MiB. */
  readonly body: string;
}

/** The product's own front door, as somebody outside meets it: for checks that knock and look what happens. */
export interface OwnOrigin {
  readonly isTls: boolean;
  /** Sends one request without any cookie. Throws when nobody answers within ten seconds. */
  request(
    path: string,
    options?: {
      readonly method?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    },
  ): Promise<OwnAnswer>;
  /** Whether a handshake that offers this version alone succeeds; the certificate is not judged here. */
  offers(version: SecureVersion): Promise<boolean>;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * Makes requests to one origin, which is ours: nothing else can be reached through it, redirects are not followed.
 *
 * @param ca PEM of the authority behind the own certificate, when it is none that everybody knows
 */
export function ownOrigin(origin: string, ca?: string): OwnOrigin {
  const url = new URL(origin);
  const isTls = url.protocol === 'https:';
  const port = Number(url.port || (isTls ? 443 : 80));
  return {
    isTls,
    request: (path, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const open = isTls ? overHttps : overHttp;
        const sent = open(
          { host: url.hostname, port, path, method, headers, ca, agent: false, timeout: TIMEOUT_MS },
          (answer) => {
            const chunks: Buffer[] = [];
            let bytes = 0;
            answer.on('data', (chunk: Buffer) => {
              if (bytes < MOST_BYTES) chunks.push(chunk);
              bytes += chunk.length;
            });
            answer.once('error', reject);
            answer.once('end', () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                body: Buffer.concat(chunks).toString('utf8').slice(0, MOST_BYTES),
              }),
            );
          },
        );
        sent.once('timeout', () => sent.destroy(new Error('The own origin did not answer.')));
        sent.once('error', reject);
        sent.end(body);
      }),
    offers: (version) => (isTls ? handshake(url.hostname, port, version) : Promise.resolve(false)),
  };
}

/**
 * OpenSSL would refuse old versions on our own side: security level 0 lets it offer them, so that a refusal is the
 * server's. The certificate may be any: only the version is asked.
 */
function handshake(host: string, port: number, version: SecureVersion): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      servername: host,
      minVersion: version,
      maxVersion: version,
      ciphers: 'DEFAULT@SECLEVEL=0',
      rejectUnauthorized: false,
      timeout: TIMEOUT_MS,
    });
    const done = (offered: boolean): void => {
      socket.destroy();
      resolve(offered);
    };
    socket.once('secureConnect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}
