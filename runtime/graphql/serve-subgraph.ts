import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { PASSPORT_HEADER } from '../actor/passport.js';
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

/**
 * Serves a subgraph over HTTP: `POST /graphql` and `POST /internal/<route>`, each with a passport; all else
 * is 404. Loopback only: the split topology puts mutual TLS in front.
 */
export async function serveSubgraph(subgraph: Subgraph, port = 0): Promise<ServedSubgraph> {
  const server = createServer({ maxHeaderSize: MAXIMUM_HEADER_BYTES }, (request, response) => {
    answer(subgraph, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.maxHeadersCount = 50;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The subgraph has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(subgraph: Subgraph, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (request.method !== 'POST' || !(path === '/graphql' || path.startsWith('/internal/'))) {
    response.writeHead(404).end();
    return;
  }
  const body = await readBody(request);
  if (body === null) {
    response.writeHead(413).end();
    return;
  }
  const header = request.headers[PASSPORT_HEADER];
  const call = { passport: typeof header === 'string' ? header : undefined, body };
  if (path === '/graphql') {
    const { status, body: text } = await subgraph.handle(call);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
    return;
  }
  const chunks = subgraph.route(decodeURIComponent(path.slice('/internal/'.length)), call);
  if (!chunks) {
    response.writeHead(401).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  for await (const chunk of chunks) response.write(chunk);
  response.end();
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
