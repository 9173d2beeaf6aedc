import type { FastifyInstance } from 'fastify';
import { Refusal } from '../edge/refusal.js';
import type { StaticFiles } from './static-files.js';

/** Serves the web client: hashed files for good, its page for every place inside it, 404 for the rest. */
export function registerWebClient(app: FastifyInstance, files: StaticFiles): void {
  app.get('/*', async (request, reply) => {
    const path = pathOf(request.url);
    const isNavigation = (request.headers.accept ?? '').includes('text/html');
    const file = path === null ? undefined : files.find(path, isNavigation);
    if (!file) throw new Refusal(404, 'NOT_FOUND');
    reply.headers({ etag: file.etag, 'cache-control': file.cacheControl, vary: 'accept-encoding' });
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    const { encoding, body } = await file.encodedFor(String(request.headers['accept-encoding'] ?? ''));
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.type(file.type).send(body);
  });
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/');
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
