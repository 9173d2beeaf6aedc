import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { checkServerIdentity, connect, type SecureVersion, type TLSSocket } from 'node:tls';

/** An answer of the product to itself. */
export interface OwnAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** At most the first 2 MiB. */
  readonly body: string;
}

/** The certificate that the own origin shows. */
export interface OwnCertificate {
  readonly namesOrigin: boolean;
  readonly validUntil: Date;
  readonly isValidNow: boolean;
  /** Whether this machine knows who issued it; a local authority is known to nobody else. */
  readonly isKnownAuthority: boolean;
}

/** The product's own front door, as somebody outside meets it: for checks that knock and look what happens. */
export interface OwnOrigin {
  readonly isTls: boolean;
  readonly port: number;
  /** Sends one request with the given headers and no others. Throws when nobody answers within ten seconds. */
  request(
    path: string,
    options?: {
      readonly method?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    },
  ): Promise<OwnAnswer>;
  /** The certificate, without judging it; null where there is no TLS or nobody answers. */
  certificate(): Promise<OwnCertificate | null>;
  /** Whether a handshake that offers this version alone succeeds; the certificate is not judged here. */
  offers(version: SecureVersion): Promise<boolean>;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * Makes requests to one origin, which is ours: nothing else can be reached through it, redirects are not followed.
 *
 * Requests hold no secret but the short sessions of canaries, which open nothing of anybody, so they are sent whatever
 * the certificate is (an installation may have an authority of its own); the certificate is looked at for itself.
 */
export function ownOrigin(origin: string): OwnOrigin {
  const url = new URL(origin);
  const isTls = url.protocol === 'https:';
  const port = Number(url.port || (isTls ? 443 : 80));
  return {
    isTls,
    port,
    request: (path, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const open = isTls ? overHttps : overHttp;
        const sent = open(
          {
            host: url.hostname,
            port,
            path,
            method,
            headers,
            rejectUnauthorized: false,
            agent: false,
            timeout: TIMEOUT_MS,
          },
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
    certificate: async () => {
      const socket = isTls ? await handshake(url.hostname, port, {}) : null;
      return socket && describe(socket, url.hostname);
    },
    offers: async (version) => {
      if (!isTls) return false;
      const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
      const socket = await handshake(url.hostname, port, old);
      socket?.destroy();
      return socket !== null;
    },
  };
}

function describe(socket: TLSSocket, host: string): OwnCertificate {
  const certificate = socket.getPeerCertificate();
  const isKnownAuthority = socket.authorized;
  socket.destroy();
  const [from, until] = [new Date(certificate.valid_from), new Date(certificate.valid_to)];
  return {
    namesOrigin: checkServerIdentity(host, certificate) === undefined,
    validUntil: until,
    isValidNow: from.getTime() <= Date.now() && Date.now() < until.getTime(),
    isKnownAuthority,
  };
}

/**
 * OpenSSL would refuse old versions on our own side: security level 0 lets it offer them, so that a refusal is the
 * server's. The certificate may be any: only the handshake is asked.
 */
function handshake(
  host: string,
  port: number,
  options: {
    readonly minVersion?: SecureVersion;
    readonly maxVersion?: SecureVersion;
    readonly ciphers?: string;
  },
): Promise<TLSSocket | null> {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      servername: isIP(host) === 0 ? host : '',
      ...options,
      rejectUnauthorized: false,
      timeout: TIMEOUT_MS,
    });
    const fail = (): void => {
      socket.destroy();
      resolve(null);
    };
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', fail);
    socket.once('timeout', fail);
  });
}
