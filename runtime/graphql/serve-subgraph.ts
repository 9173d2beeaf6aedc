import { constants } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TLSSocket } from 'node:tls';
import { PASSPORT_HEADER } from '../actor/passport.js';
import { INSIDE_TLS, isPeer, type Renewable, type TlsMaterial } from '../tls/identity.js';
import { HEAD_HEADER, LENGTH_HEADER } from './route-call.js';
import type { Subgraph } from './subgraph.js';

/** Longest body a subgraph reads, in bytes; the gateway's own limit is lower. */
const MAXIMUM_BODY_BYTES = 4 * 1024 * 1024;

/** Longest headers, in bytes: the passport names every Space of its actor (about 55 bytes each). */
const MAXIMUM_HEADER_BYTES = 1024 * 1024;

/** A subgraph that listens. */
export interface ServedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

/** Where a subgraph listens and how it knows who calls. */
export interface SubgraphListener {
  /** 0, unless given, takes any free one. */
  readonly port?: number;
  /** Loopback unless given; another address needs an identity. */
  readonly host?: string;
  /** Mutual TLS: the certificate that is shown, and whose callers' certificates are trusted. */
  readonly identity?: Renewable<TlsMaterial>;
  /** Whether the subgraph is well; `GET /health` tells it to processes of the inside. */
  readonly isWell?: () => boolean;
}

const LOOPBACK = '127.0.0.1';

/** The one process that may call a subgraph. */
const CALLER = 'gateway';

/**
 * Serves a subgraph over HTTP: `POST /graphql` and `POST /internal/<route>`, each with a passport; all else is 404.
 *
 * With an identity it speaks TLS 1.3 with whoever shows a certificate of the same authority, and lets nobody but the
 * gateway ask; without one it listens on loopback only.
 */
export async function serveSubgraph(
  subgraph: Subgraph,
  { port = 0, host = LOOPBACK, identity, isWell = () => true }: SubgraphListener = {},
): Promise<ServedSubgraph> {
  if (!identity && host !== LOOPBACK)
    throw new Error(`Listening on ${host} needs mutual TLS: give the subgraph an identity.`);
  const server = openServer(identity, (request, response) => {
    if (request.method === 'GET' && request.url === '/health') {
      response.writeHead(isWell() ? 200 : 503).end();
      return;
    }
    if (identity && !isPeer(request.socket as TLSSocket, CALLER)) {
      response.writeHead(403).end();
      return;
    }
    answer(subgraph, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.maxHeadersCount = 50;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The subgraph has no port.');
  return {
    url: `${identity ? 'https' : 'http'}://${identity ? 'localhost' : LOOPBACK}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        const impatient = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(impatient);
          resolve();
        });
      }),
  };
}

/** How long a stop waits for what is running. */
const GRACE_MS = 5_000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function openServer(identity: Renewable<TlsMaterial> | undefined, listener: Listener): Server {
  const limits = { maxHeaderSize: MAXIMUM_HEADER_BYTES };
  if (!identity) return createServer(limits, listener);
  // A resumed session would outlive the certificate that it was opened with.
  const options = { ...INSIDE_TLS, secureOptions: constants.SSL_OP_NO_TICKET };
  const mutual = { ...options, requestCert: true, rejectUnauthorized: true };
  const server = createTlsServer({ ...limits, ...mutual, ...identity.current() }, listener);
  const forget = identity.onRenewal((material) => server.setSecureContext({ ...options, ...material }));
  server.once('close', forget);
  return server;
}

async function answer(subgraph: Subgraph, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (request.method === 'POST' && path.startsWith('/internal/')) {
    await answerInternal(subgraph, decodeURIComponent(path.slice('/internal/'.length)), request, response);
    return;
  }
  if (request.method !== 'POST' || path !== '/graphql') {
    response.writeHead(404).end();
    return;
  }
  const body = await readBody(request);
  if (body === null) {
    response.writeHead(413).end();
    return;
  }
  const { status, body: text } = await subgraph.handle({
    passport: headerOf(request, PASSPORT_HEADER),
    body,
  });
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
}

/** A route's answer is streamed both ways; a caller that goes, or gives up, aborts it. */
async function answerInternal(
  subgraph: Subgraph,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || request.headers['content-length'] !== '0';
  const answer = await subgraph.route(name, {
    passport: headerOf(request, PASSPORT_HEADER),
    head: Buffer.from(headerOf(request, HEAD_HEADER) ?? '', 'base64url').toString('utf8'),
    body: hasBody ? (Readable.toWeb(request) as ReadableStream<Uint8Array>) : null,
    signal: gone.signal,
  });
  if (!answer) {
    response.writeHead(401).end();
    return;
  }
  const { 'content-length': length, ...headers } = Object.fromEntries(answer.headers);
  const told = length === undefined ? {} : { [answer.body ? 'content-length' : LENGTH_HEADER]: length };
  response.writeHead(answer.status, { ...headers, ...told });
  if (answer.body) await pipeline(Readable.fromWeb(answer.body), response);
  else response.end();
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAXIMUM_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
