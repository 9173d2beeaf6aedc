import type { FastifyInstance } from 'fastify';
import type { Bilingual } from '#schema/permissions.js';

/** People of the demo as the sign-in page shows them: never a password or a code. */
export interface DemoPeople {
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly organization: string;
    /** What they do, for the reader's language. */
    readonly role: Bilingual;
  }[];
  /** Where the demo page with codes and mails answers. */
  readonly demoUrl?: string;
}

/**
 * `GET /demo-people.json`: 204 when the installation holds no demo data; a 404 would look like a fault in every
 * browser's console.
 */
export function registerDemoPeople(app: FastifyInstance, demo: DemoPeople | undefined): void {
  const body = demo && JSON.stringify({ people: demo.people.map(publicPart), demoUrl: demo.demoUrl });
  app.get('/demo-people.json', (_request, reply) =>
    body === undefined ? reply.code(204).send() : reply.type('application/json; charset=utf-8').send(body),
  );
}

function publicPart({
  name,
  email,
  organization,
  role,
}: DemoPeople['people'][number]): DemoPeople['people'][number] {
  return { name, email, organization, role };
}
