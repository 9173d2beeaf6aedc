import type { FastifyInstance } from 'fastify';
import type { GatewayParts } from './gateway-parts.js';

/** `/health`: the process lives. `/ready`: it takes requests; 503 while it shuts down. */
export function registerHealth(app: FastifyInstance, { isReady }: Pick<GatewayParts, 'isReady'>): void {
  app.get('/health', (_request, reply) => reply.send({ status: 'ok' }));
  app.get('/ready', (_request, reply) =>
    isReady() ? reply.send({ status: 'ready' }) : reply.code(503).send({ status: 'stopping' }),
  );
}
